using System.Collections.Immutable;

namespace Executor.Simulator.Server.Scenarios;

/// <summary>What a venue starts with. Read from a JSON file; what the file leaves out is as here.</summary>
/// <remarks>What has a default is no <c>init</c> property: generated readers of JSON forget the defaults of those.</remarks>
public sealed record Scenario
{
    /// <summary>Decides everything that is drawn: generated ids, price paths, faults.</summary>
    public ulong Seed { get; set; } = 1;

    /// <summary>The markets; at least one.</summary>
    public ImmutableArray<MarketScenario> Markets { get; set; } = [];

    /// <summary>The customers; at least one.</summary>
    public ImmutableArray<CustomerScenario> Customers { get; set; } = [];

    /// <summary>Fees.</summary>
    public FeeScenario Fees { get; set; } = new();

    /// <summary>Request limits.</summary>
    public LimitScenario Limits { get; set; } = new();

    /// <summary>Loans.</summary>
    public MarginScenario Margin { get; set; } = new();

    /// <summary>Questions that the exchange's documentation leaves open.</summary>
    public SwitchScenario Switches { get; set; } = new();
}

/// <summary>A market.</summary>
public sealed record MarketScenario
{
    /// <summary>Traded pair in capitals.</summary>
    public required string Symbol { get; init; }

    /// <summary>Price it starts at, quote per base; above 0.</summary>
    public required decimal Price { get; init; }

    /// <summary>Decimals of its prices, 0 to 8.</summary>
    public int PriceDecimals { get; set; } = 2;

    /// <summary>Step of quantities, base; null: scaled to the price.</summary>
    public decimal? LotStep { get; init; }

    /// <summary>Least price times quantity, quote; null: 5.</summary>
    public decimal? MinNotional { get; init; }

    /// <summary>Ticks between the last price and the best price on either side; 0 or more.</summary>
    public int SpreadTicks { get; set; } = 1;

    /// <summary>True when margin accounts trade it.</summary>
    public bool Margin { get; set; } = true;
}

/// <summary>A customer with funds and keys.</summary>
public sealed record CustomerScenario
{
    /// <summary>Name; also the name of the file of its books: letters, digits, dashes.</summary>
    public required string Name { get; init; }

    /// <summary>Free funds of the spot account.</summary>
    public ImmutableDictionary<string, decimal> Spot { get; set; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>Free funds of the cross margin account; empty: there is none.</summary>
    public ImmutableDictionary<string, decimal> Cross { get; set; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>Free funds of isolated margin accounts by pair.</summary>
    public ImmutableDictionary<string, ImmutableDictionary<string, decimal>> Isolated { get; set; } =
        ImmutableDictionary<string, ImmutableDictionary<string, decimal>>.Empty;

    /// <summary>Its keys.</summary>
    public ImmutableArray<KeyScenario> Keys { get; set; } = [];
}

/// <summary>An API key.</summary>
public sealed record KeyScenario
{
    /// <summary>What goes into the header.</summary>
    public required string Key { get; init; }

    /// <summary>Secret of an HMAC key; null for the others.</summary>
    public string? Secret { get; init; }

    /// <summary>Public key of an Ed25519 or RSA key, PEM or base64 (SPKI); null for HMAC.</summary>
    public string? PublicKey { get; init; }

    /// <summary>True when it may place and cancel orders.</summary>
    public bool Trade { get; set; } = true;

    /// <summary>True when it may borrow, repay and transfer.</summary>
    public bool Loan { get; set; } = true;

    /// <summary>True when it may withdraw; only shown, nothing here withdraws.</summary>
    public bool Withdraw { get; init; }

    /// <summary>Addresses it may come from; empty: any.</summary>
    public ImmutableArray<string> Addresses { get; set; } = [];

    // Keys travel in headers and secrets in no log.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append("Key = ").Append(Key);
        return true;
    }
}

/// <summary>Commissions as fractions of the received amount.</summary>
public sealed record FeeScenario
{
    /// <summary>Of a resting order.</summary>
    public decimal Maker { get; set; } = 0.001m;

    /// <summary>Of an order that takes.</summary>
    public decimal Taker { get; set; } = 0.001m;

    /// <summary>Take them in BNB where free BNB covers them.</summary>
    public bool InBnb { get; init; }

    /// <summary>Price of one BNB in the quote asset.</summary>
    public decimal BnbPrice { get; set; } = 600m;

    /// <summary>Share that paying in BNB saves.</summary>
    public decimal BnbDiscount { get; set; } = 0.25m;
}

/// <summary>Request limits. Source: Binance spot and margin API, limits.</summary>
public sealed record LimitScenario
{
    /// <summary>Weight a minute and address on <c>/api</c> and the WebSocket API.</summary>
    public int Weight { get; set; } = 6_000;

    /// <summary>Requests in five minutes and address.</summary>
    public int RawRequests { get; set; } = 300_000;

    /// <summary>Weight a minute, address and SAPI endpoint.</summary>
    public int SapiIpWeight { get; set; } = 12_000;

    /// <summary>Weight a minute, account and SAPI endpoint.</summary>
    public int SapiUidWeight { get; set; } = 180_000;

    /// <summary>Unfilled orders in ten seconds.</summary>
    public int OrdersPer10Seconds { get; set; } = 100;

    /// <summary>Unfilled orders a day.</summary>
    public int OrdersPerDay { get; set; } = 200_000;

    /// <summary>Margin orders in ten seconds.</summary>
    public int MarginOrdersPer10Seconds { get; set; } = 10_000;

    /// <summary>Margin orders a day.</summary>
    public int MarginOrdersPerDay { get; set; } = 20_000;

    /// <summary>Requests above a limit, within its window, after which the address is banned (418).</summary>
    public int RefusedBeforeBan { get; set; } = 50;

    /// <summary>Seconds of the first ban; each further one doubles, up to three days.</summary>
    public int FirstBanSeconds { get; set; } = 120;
}

/// <summary>Loans.</summary>
public sealed record MarginScenario
{
    /// <summary>Interest of an hour as a fraction of the principal.</summary>
    public decimal HourlyRate { get; set; } = 0.000007m;

    /// <summary>Least loan; 0: any.</summary>
    public decimal MinBorrow { get; init; }

    /// <summary>Most principal one account may owe, by asset; what is not named is limited by the margin level alone.</summary>
    public ImmutableDictionary<string, decimal> MaxBorrow { get; set; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>Milliseconds for which a loan blocks the next one (-3007).</summary>
    public int ProcessingMilliseconds { get; set; } = 100;
}
