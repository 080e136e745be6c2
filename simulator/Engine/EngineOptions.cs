using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Engine;

/// <summary>What the exchange of a simulation charges, and how it behaves where Binance's documentation is silent.</summary>
public sealed record EngineOptions
{
    /// <summary>Commission of a resting order, as a fraction of the received amount. 0 or more, below 1.</summary>
    public decimal MakerFee { get; init; } = 0.001m;

    /// <summary>Commission of an order that takes, as a fraction of the received amount. 0 or more, below 1.</summary>
    public decimal TakerFee { get; init; } = 0.001m;

    /// <summary>Ticks between the last price and the best quote on either side: what taking costs. 0 or more.</summary>
    public int SlippageTicks { get; init; } = 1;

    /// <summary>Take commissions in BNB whenever free BNB covers them.</summary>
    public bool PayFeesInBnb { get; init; }

    /// <summary>Price of one BNB in the quote asset; read only with <see cref="PayFeesInBnb"/>, above 0 then.</summary>
    public decimal BnbPrice { get; init; }

    /// <summary>Share of the commission that paying in BNB saves. 0 or more, below 1. Live practice: a quarter.</summary>
    public decimal BnbDiscount { get; init; } = 0.25m;

    /// <summary>The ids of a market; engines that stand for customers of one exchange are given the same. Default: of its own.</summary>
    public Func<string, MarketIds> IdsOf { get; init; } = _ => new MarketIds();

    /// <summary>First order id of every symbol, above 0.</summary>
    public long FirstOrderId { get; init; } = 1;

    /// <summary>First trade id of every symbol, 0 or more.</summary>
    public long FirstTradeId { get; init; } = 1;

    /// <summary>First list id of the account; Binance counts 0 as a list.</summary>
    public long FirstListId { get; init; }

    /// <summary>How much of an order finds a counterpart at one touch; default everything.</summary>
    public ILiquidity Liquidity { get; init; } = UnlimitedLiquidity.Instance;

    /// <summary>Loans, interest and liquidation.</summary>
    public MarginOptions Margin { get; init; } = new();

    /// <summary>Open question: a query by client id still finds a cancelled order. False: the cancel's own id replaced the name.</summary>
    public bool CancelledOrdersKeepTheirName { get; init; } = true;

    /// <summary>
    /// Open question: a cancelReplace that fails on a filter answers with the filter's own code. False: it answers -2022.
    /// </summary>
    public bool ReplaceReportsFilter { get; init; } = true;

    /// <summary>Open question: a cancel whose two ids disagree answers -2039. False: -2011.</summary>
    public bool MismatchedIdsHaveOwnCode { get; init; } = true;

    /// <summary>Open question: a stop that triggers announces itself with a further NEW event.</summary>
    public bool AnnounceTrigger { get; init; }

    /// <summary>Fault: orders of that market that wait for a working order are refused when it has filled. Default: never.</summary>
    public Func<string, bool> RefusesPendingLegs { get; init; } = _ => false;

    /// <summary>Collect full events for <see cref="MatchingEngine.DrainDetails"/>.</summary>
    public bool DetailedEvents { get; init; }

    /// <summary>Collect what changes for <see cref="MatchingEngine.TakeChanges"/>; off where nothing is persisted.</summary>
    public bool TrackChanges { get; init; }

    internal void Validate()
    {
        ThrowIfNotFraction(MakerFee, nameof(MakerFee));
        ThrowIfNotFraction(TakerFee, nameof(TakerFee));
        ThrowIfNotFraction(BnbDiscount, nameof(BnbDiscount));
        ArgumentOutOfRangeException.ThrowIfNegative(SlippageTicks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(FirstOrderId);
        ArgumentOutOfRangeException.ThrowIfNegative(FirstTradeId);
        ArgumentOutOfRangeException.ThrowIfNegative(FirstListId);
        Margin.Validate();
        if (PayFeesInBnb)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BnbPrice);
    }

    private static void ThrowIfNotFraction(decimal value, string name)
    {
        if (value is < 0m or >= 1m)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be 0 or more and below 1.");
    }
}
