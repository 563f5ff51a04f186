package com.clientmanager.credits.aggregator.stream;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds what all RocksDB instances of the process use together: one block cache, which the write buffers, the indexes
 * and the filters are counted against. Without it each store of each task may take some 100 MB of its own, outside the
 * heap.
 */
public final class SharedRocksMemory implements RocksDBConfigSetter {
    /** Setting: bytes in all. */
    public static final String BYTES = "credits.rocks.bytes";

    private static final int SHARDS = 4;
    private static final int WRITE_BUFFER_BYTES = 8 * 1024 * 1024;

    private static @Nullable Cache cache;
    private static @Nullable WriteBufferManager writeBuffers;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        synchronized (SharedRocksMemory.class) {
            if (cache == null || writeBuffers == null) {
                long bytes = Long.parseLong(String.valueOf(configs.get(BYTES)));
                cache = new LRUCache(bytes, SHARDS, false);
                writeBuffers = new WriteBufferManager(bytes / 2, cache);
            }
            table.setBlockCache(cache);
            options.setWriteBufferManager(writeBuffers);
        }
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    }

    @Override
    public void close(String storeName, Options options) {
        // Cache and write buffers belong to the process, not to the store that closes.
    }
}
