namespace Executor.Simulator.Engine;

/// <summary>What an execution costs. Commissions are rounded down to 8 decimals.</summary>
internal sealed class CommissionSchedule(EngineOptions options)
{
    private const string Bnb = "BNB";
    private const int Decimals = 8;

    /// <summary>Takes the commission out of the account: from BNB when that is on and covers it, else from what was received.</summary>
    public (decimal Amount, string Asset) Charge(Account account, string receivedAsset, decimal received, decimal notional, bool isMaker)
    {
        var rate = isMaker ? options.MakerFee : options.TakerFee;
        if (options.PayFeesInBnb)
        {
            var inBnb = RoundDown(notional * rate * (1m - options.BnbDiscount) / options.BnbPrice);
            var purse = account.Of(Bnb);
            if (purse.Free >= inBnb)
            {
                purse.Add(-inBnb);
                return (inBnb, Bnb);
            }
        }
        var amount = RoundDown(received * rate);
        account.Of(receivedAsset).Add(-amount);
        return (amount, receivedAsset);
    }

    private static decimal RoundDown(decimal amount) => decimal.Round(amount, Decimals, MidpointRounding.ToZero);
}
