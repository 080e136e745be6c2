using System.Globalization;

namespace Executor.ScenarioTests.Running;

/// <summary>What a scenario begins with. Waits that the product keeps for minutes are seconds here; what they mean stays the same.</summary>
internal sealed record ScenarioSetup
{
    /// <summary>Traded symbols; the first is the one that is spoken of.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = ["BTCUSDT"];

    /// <summary>EXIT_STYLE: OCO, BRACKET or LEGS.</summary>
    public string Style { get; init; } = "OCO";

    /// <summary>Wallet that is traded on, in the exchange's words: Spot, CrossMargin, IsolatedMargin.</summary>
    public string Account { get; init; } = "Spot";

    /// <summary>Lowest price that the feed of the scout has seen; null: it stood still.</summary>
    public decimal? FeedLow { get; init; }

    /// <summary>COOLDOWN_SEC.</summary>
    public TimeSpan Cooldown { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long something may be under no stop before the executor can have heard of it: longer where the scenario keeps it from hearing.</summary>
    public TimeSpan Unnoticed { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Further settings of the silo; they come before those of this class.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Price of a symbol at the begin, as the simulator's own scenario has it.</summary>
    public static decimal PriceOf(string symbol) => symbol switch
    {
        "BTCUSDT" => 61_250m,
        "ETHUSDT" => 3_000m,
        "BNBUSDT" => 600m,
        "SOLUSDT" => 150m,
        _ => throw new ArgumentException($"{symbol} has no price here.", nameof(symbol)),
    };

    /// <summary>All settings of the silo.</summary>
    public Dictionary<string, string> SettingsOf(SimulatorProcess exchange, string folder, IReadOnlyDictionary<string, ScoutFiles> scouts)
    {
        var settings = SiloProcess.Settings(exchange, string.Join(',', Symbols), folder);
        foreach (var (name, value) in Quick)
            settings[name] = value;
        settings["COOLDOWN_SEC"] = Cooldown.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        settings["EXIT_STYLE"] = Style;
        settings["TRADE_MODE"] = Account == "Spot" ? "SPOT" : "MARGIN";
        settings["MARGIN_ISOLATED"] = Account == "IsolatedMargin" ? "1" : "0";
        foreach (var (symbol, files) in scouts)
        {
            settings[$"Executor__Symbols__{symbol}__AGG_CSV"] = files.Feed;
            settings[$"Executor__Symbols__{symbol}__DELTASCOUT_LOG"] = files.SignalLog;
        }

        foreach (var (name, value) in Settings)
            settings[name] = value;
        return settings;
    }

    private static Dictionary<string, string> Quick { get; } = new()
    {
        ["MANAGE_EVERY_SEC"] = "1",
        ["RECONCILE_EVERY_SEC"] = "3",
        ["INVAR_EVERY_SEC"] = "2",
        ["TRAIL_UPDATE_EVERY_SEC"] = "2",
        ["SL_WATCHDOG_GRACE_SEC"] = "1",
        ["SL_WATCHDOG_RETRY_SEC"] = "1",
        ["EXITS_RETRY_EVERY_SEC"] = "1",
        ["LOCK_SEC"] = "1",
        ["RECV_WINDOW"] = "2000",
        ["UNKNOWN_MIN_AGE_SEC"] = "9",
        ["BINANCE_HTTP_READ_TIMEOUT_SEC"] = "2",
    };
}
