package com.clientmanager.credits.aggregator.proof;

import com.clientmanager.credits.aggregator.proof.OracleAccount.Bucket;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** R21 as the oracle reads it. */
final class OracleReversal {
    private final OracleAccount account;

    OracleReversal(OracleAccount account) {
        this.account = account;
    }

    String reverse(Line charge, Delivery delivery) {
        if (!account.reversed.add(charge.account() + charge.seq())) {
            return "ALREADY_REVERSED";
        }
        BigInteger total = charge.amount().negate();
        BigInteger unpaid = total.subtract(
                charge.allocations().stream().map(Line.Share::amount).reduce(BigInteger.ZERO, BigInteger::add));
        BigInteger forgiven = unpaid.min(account.owed);
        account.owed = account.owed.subtract(forgiven);
        account.charged = account.charged.subtract(total);
        unpaid = unpaid.subtract(forgiven);
        List<Line.Share> returns = new ArrayList<>();
        List<Bucket> lenders = new ArrayList<>(account.inDrawOrder());
        lenders.sort(Comparator.comparing((Bucket bucket) -> bucket.from));
        for (Bucket lender : lenders.reversed()) {
            BigInteger back = unpaid.min(lender.lentToDebt);
            if (back.signum() > 0) {
                lender.lentToDebt = lender.lentToDebt.subtract(back);
                lender.left = lender.left.add(back);
                returns.add(new Line.Share(lender.id, back));
                unpaid = unpaid.subtract(back);
            }
        }
        if (unpaid.signum() != 0) {
            throw new IllegalStateException("the oracle lost track of a debt: " + charge);
        }
        for (Line.Share share : charge.allocations().reversed()) {
            Bucket bucket = account.bucket(share.grant());
            if (bucket != null) {
                bucket.left = bucket.left.add(share.amount());
            }
            returns.add(share);
        }
        if (account.inRunningCycle(charge.occurredAt())) {
            account.used = account.used.subtract(total).max(BigInteger.ZERO);
        }
        List<Line.Share> homeless = returns.stream()
                .filter(share -> account.bucket(share.grant()) == null)
                .toList();
        account.adrift = homeless.stream().map(Line.Share::amount).reduce(BigInteger.ZERO, BigInteger::add);
        line(delivery).reversing(charge).shares(returns).write("REVERSAL", total);
        for (Line.Share share : returns) {
            Bucket bucket = account.bucket(share.grant());
            if (bucket == null) {
                account.adrift = account.adrift.subtract(share.amount());
                line(delivery)
                        .shares(List.of(share))
                        .write("EXPIRY", share.amount().negate());
            } else {
                goAgain(bucket, delivery);
            }
        }
        return "";
    }

    private void goAgain(Bucket bucket, Delivery delivery) {
        boolean lapsed = !bucket.until.isAfter(delivery.at());
        if (bucket.left.signum() > 0 && bucket.seized) {
            seize(account, bucket, line(delivery));
        } else if (bucket.left.signum() > 0 && lapsed) {
            account.lapse(bucket, line(delivery));
        }
    }

    static void seize(OracleAccount account, Bucket bucket, OracleLine line) {
        BigInteger amount = bucket.left;
        bucket.left = BigInteger.ZERO;
        bucket.seized = true;
        line.of(bucket).write("REVOCATION", amount.negate());
    }

    private OracleLine line(Delivery delivery) {
        return new OracleLine(account).at(delivery.at()).by(delivery).in(account.cycleNumber(delivery.at()));
    }
}
