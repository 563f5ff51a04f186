package com.clientmanager.credits.billing.renewal;

import com.clientmanager.credits.billing.payment.Books;
import com.clientmanager.credits.billing.projection.LedgerFollower;
import com.clientmanager.credits.schemas.GrantTerms;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what the credit engine would say at a boundary, in the projector's stead. */
@ApplicationScoped
public class PretendEngine {
    private final List<LedgerFollower> followers;
    private final Books books;

    PretendEngine(@All List<LedgerFollower> followers, Books books) {
        this.followers = followers;
        this.books = books;
    }

    /** The allowance of a cycle, twice, as a projector that reads again after a crash might. */
    public void cycleBegins(String account, String plan, long cycle, Instant start, Instant end) {
        for (int again = 0; again < 2; again++) {
            follow(allowance(account, plan, cycle, start, end, start, null));
        }
        books.balance(account, plan, "ACTIVE", start, end);
    }

    public LedgerEntryPosted allowance(
            String account,
            String plan,
            long cycle,
            Instant start,
            Instant end,
            Instant recordedAt,
            @Nullable String commandId) {
        LedgerEntryPosted line = line(account, "GRANT", recordedAt);
        line.setPlan(plan);
        line.setSubscriptionId("sub-" + account);
        line.setCycle(cycle);
        line.setCycleStart(start);
        line.setCycleEnd(end);
        line.setCommandId(commandId);
        GrantTerms grant = new GrantTerms();
        grant.setId("allowance:" + cycle);
        grant.setSource("ALLOWANCE");
        grant.setPriority(10);
        grant.setAmountMicros(2_500_000_000L);
        grant.setEffectiveAt(start);
        grant.setExpiresAt(end);
        line.setGrant(grant);
        return line;
    }

    public void refuses(String account, String commandId, String refusal, Instant at) {
        LedgerEntryPosted line = line(account, "COMMAND_REFUSED", at);
        line.setCommandId(commandId);
        line.setRefusal(refusal);
        follow(line);
        follow(line);
    }

    public void follow(LedgerEntryPosted line) {
        QuarkusTransaction.requiringNew().run(() -> followers.forEach(follower -> follower.follow(line)));
    }

    private static LedgerEntryPosted line(String account, String type, Instant at) {
        LedgerEntryPosted line = new LedgerEntryPosted();
        line.setAccount(account);
        line.setType(type);
        line.setDimensions(Map.of());
        line.setOccurredAt(at);
        line.setRecordedAt(at);
        return line;
    }
}
