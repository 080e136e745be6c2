using System.Collections.Immutable;
using System.Globalization;
using Executor.Core.Exchange;
using Executor.Exchange;
using Executor.Grains;

namespace Executor.Silo.Configuration;

/// <summary>Reads EXCHANGE and what belongs to it, and refuses what contradicts itself.</summary>
internal static class LiveSettingsReader
{
    private const int ShortestRecvWindow = 100;
    private const int UsualRecvWindow = 5_000;
    private const int LongestRecvWindow = 60_000;
    private const decimal ShortestReadTimeout = 0.5m;
    private const decimal LongestReadTimeout = 15m;

    /// <summary>Longest time between a decision and its request's time stamp: the grain's lease and what the adapter may wait.</summary>
    private static readonly TimeSpan LongestToSend = new GrainOptions().SendLease + new BinanceOptions().SendWithin;

    /// <summary>Settings that mean something on paper alone.</summary>
    private static readonly ImmutableArray<string> PaperOnly =
        [SettingNames.DemoSeed, SettingNames.PaperQuoteBalance, SettingNames.FeeBasisPoints, SettingNames.SlippageTicks];

    /// <summary>Settings that mean something on the exchange alone; those of the credentials beside them.</summary>
    private static readonly ImmutableArray<string> LiveOnly =
    [
        SettingNames.BinanceBaseUrl, SettingNames.BinanceApiBases, SettingNames.BinanceWebSocketApiUrl, SettingNames.BinanceStreamUrl,
        SettingNames.RecvWindow, SettingNames.ReadTimeout, SettingNames.ValidateOnly,
    ];

    /// <summary>True when EXCHANGE is binance. What is neither that nor paper is reported, and never traded on.</summary>
    public static bool IsLive(SettingLookup lookup)
    {
        var exchange = lookup.Text(SettingNames.Exchange) ?? "paper";
        if (string.Equals(exchange, "binance", StringComparison.OrdinalIgnoreCase))
            return true;
        if (!string.Equals(exchange, "paper", StringComparison.OrdinalIgnoreCase))
            lookup.Report(SettingNames.Exchange, "must be 'paper' or 'binance'", exchange);
        return false;
    }

    /// <summary>The settings of the exchange; null when one of them is wrong, which is reported.</summary>
    public static LiveSettings? Read(SettingLookup lookup)
    {
        var addresses = LiveAddressReader.Read(lookup);
        var credentials = CredentialReader.Read(lookup);
        var recvWindow = lookup.Whole(SettingNames.RecvWindow, lookup.Text(SettingNames.RecvWindow), ShortestRecvWindow, UsualRecvWindow);
        if (recvWindow > LongestRecvWindow)
            lookup.Report(SettingNames.RecvWindow, $"must not be above {LongestRecvWindow} ms", recvWindow.ToString(CultureInfo.InvariantCulture));
        var readTimeout = lookup.Number(SettingNames.ReadTimeout, ShortestReadTimeout, orEqual: true, 5m, LongestReadTimeout);
        var validateOnly = lookup.Switch(SettingNames.ValidateOnly);
        if (addresses is null || credentials is null)
            return null;
        return new LiveSettings
        {
            Environment = addresses.Environment,
            RestHosts = addresses.RestHosts,
            WebSocketApi = addresses.WebSocketApi,
            Streams = addresses.Streams,
            Credentials = credentials,
            RecvWindow = TimeSpan.FromMilliseconds(recvWindow > LongestRecvWindow ? UsualRecvWindow : recvWindow),
            ReadTimeout = TimeSpan.FromSeconds((double)readTimeout),
            ValidateOnly = validateOnly,
        };
    }

    /// <summary>Refuses settings that do not belong to the environment.</summary>
    public static void Check(SettingLookup lookup, LiveSettings live, IEnumerable<SymbolSetup> symbols)
    {
        if (live.Environment == LiveEnvironment.Production)
        {
            foreach (var name in PaperOnly.Where(name => lookup.Text(name) is not null))
                lookup.Report(name, "is a setting of paper trading and must not be set beside EXCHANGE=binance on the real exchange: which of the two is meant?", lookup.Text(name)!);
        }

        // Sent again while the first may still be taken, an entry could exist twice (P02).
        var least = live.RecvWindow + LongestToSend;
        foreach (var setup in symbols.Where(setup => setup.Configuration.Settings.UnknownMinAge < least))
        {
            lookup.Report(
                "UNKNOWN_MIN_AGE_SEC",
                string.Create(CultureInfo.InvariantCulture, $"must be at least {least.TotalSeconds} s for {setup.Symbol}: RECV_WINDOW, and the {LongestToSend.TotalSeconds} s in which a request may leave, have to pass before it can be sent again"),
                string.Create(CultureInfo.InvariantCulture, $"{setup.Configuration.Settings.UnknownMinAge.TotalSeconds}"));
        }

        foreach (var setup in symbols.Where(setup => setup.Configuration.Settings.Account.IsMargin() && !live.Environment.HasMargin()))
        {
            lookup.Report(
                "TRADE_MODE", $"must be spot for {setup.Symbol}: {live.Environment.Word()} has no margin accounts. Margin can be tried on the simulator", "margin");
        }
    }

    /// <summary>What is set and belongs to the other of the two exchanges.</summary>
    public static IEnumerable<string> Warnings(SettingLookup lookup, LiveSettings? live)
    {
        if (live is null)
        {
            foreach (var name in LiveOnly.Concat(CredentialReader.Names).Where(name => lookup.Text(name) is not null))
                yield return $"{name} has no effect: EXCHANGE is paper. Nothing is sent to Binance.";
            yield break;
        }

        foreach (var name in PaperOnly.Where(name => lookup.Text(name) is not null))
            yield return $"{name} has no effect: EXCHANGE is binance.";
        if (live.Environment == LiveEnvironment.Production && (lookup.Text(SettingNames.BinanceApiSecret) ?? lookup.Text(SettingNames.BinanceApiKey)) is not null)
            yield return $"Key or secret stand in the environment, which other programs of this user can read; {SettingNames.BinanceApiKeyFile} and {SettingNames.BinanceApiSecretFile} keep them in files.";
    }
}
