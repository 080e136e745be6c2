using System.Collections.Frozen;
using Executor.Core.Settings;

namespace Executor.Silo.Configuration;

/// <summary>Names of the settings that the host obeys itself; those of trading are in <see cref="SettingCatalog"/>.</summary>
internal static class SettingNames
{
    /// <summary>Traded pair, when there is one.</summary>
    public const string Symbol = "SYMBOL";

    /// <summary>Traded pairs, with commas between.</summary>
    public const string Symbols = "SYMBOLS";

    /// <summary><c>paper</c> (default) or <c>binance</c>.</summary>
    public const string Exchange = "EXCHANGE";

    /// <summary>Signal log that is followed.</summary>
    public const string DeltascoutLog = "DELTASCOUT_LOG";

    /// <summary>Feed that is followed.</summary>
    public const string AggCsv = "AGG_CSV";

    /// <summary><c>file</c> or <c>binance</c>: where bars come from.</summary>
    public const string Feed = "FEED";

    /// <summary>Pair in which the feed is quoted, when it is not the traded one.</summary>
    public const string FeedSymbol = "FEED_SYMBOL";

    /// <summary><c>resume</c> (default) or <c>skip</c>: what to do with signals that were written while the service was down.</summary>
    public const string SignalBootstrap = "SIGNAL_BOOTSTRAP";

    /// <summary>Lines at the end of the signal log that the very first start marks as seen.</summary>
    public const string TailLines = "TAIL_LINES";

    /// <summary>Journal as JSON lines.</summary>
    public const string ExecLog = "EXEC_LOG";

    /// <summary>Lines of a journal file before the next one is begun.</summary>
    public const string LogMaxLines = "LOG_MAX_LINES";

    /// <summary>Folder of everything that must survive a restart.</summary>
    public const string DataDirectory = "EXECUTOR_DATA_DIR";

    /// <summary>Address of the HTTP interface.</summary>
    public const string Http = "EXECUTOR_HTTP";

    /// <summary>Address at which the figures are read.</summary>
    public const string Metrics = "EXECUTOR_METRICS";

    /// <summary>Secret that mutating HTTP calls must show.</summary>
    public const string OperatorKey = "OPERATOR_KEY";

    /// <summary>Chooses the run of the invented market.</summary>
    public const string DemoSeed = "DEMO_SEED";

    /// <summary>Funds of each quote asset when the paper books are opened.</summary>
    public const string PaperQuoteBalance = "PAPER_QUOTE_BALANCE";

    /// <summary>Commission of the paper exchange, basis points.</summary>
    public const string FeeBasisPoints = "FEE_BPS";

    /// <summary>Ticks that a market order loses on the paper exchange.</summary>
    public const string SlippageTicks = "SLIPPAGE_TICKS";

    /// <summary>State file of the original; its folder is watched for flag files.</summary>
    public const string StateFile = "STATE_FN";

    /// <summary>Trades under way at once.</summary>
    public const string MaxOpenPositions = "MAX_OPEN_POSITIONS";

    /// <summary>Quote notional of all trades under way.</summary>
    public const string MaxTotalNotional = "MAX_TOTAL_NOTIONAL";

    /// <summary>Quote at risk in all trades under way.</summary>
    public const string MaxTotalRisk = "MAX_TOTAL_RISK";

    /// <summary>Realised loss of a UTC day after which nothing is entered.</summary>
    public const string DailyLossStop = "DAILY_LOSS_STOP";

    /// <summary>Pause after an emergency shutdown.</summary>
    public const string EmergencyCooldown = "EMERGENCY_COOLDOWN_SEC";

    /// <summary>Address to which events are sent.</summary>
    public const string WebhookUrl = "N8N_WEBHOOK_URL";

    /// <summary>User of the basic auth there.</summary>
    public const string WebhookUser = "N8N_BASIC_AUTH_USER";

    /// <summary>Its password.</summary>
    public const string WebhookPassword = "N8N_BASIC_AUTH_PASSWORD";

    /// <summary>Address of the REST API that takes orders.</summary>
    public const string BinanceBaseUrl = "BINANCE_BASE_URL";

    /// <summary>Addresses that stand in for it when something is only read.</summary>
    public const string BinanceApiBases = "BINANCE_API_BASES";

    /// <summary>Address of the WebSocket API.</summary>
    public const string BinanceWebSocketApiUrl = "BINANCE_WS_API_URL";

    /// <summary>Address of the market streams.</summary>
    public const string BinanceStreamUrl = "BINANCE_STREAM_URL";

    /// <summary>Key of the account.</summary>
    public const string BinanceApiKey = "BINANCE_API_KEY";

    /// <summary>File with the key of the account.</summary>
    public const string BinanceApiKeyFile = "BINANCE_API_KEY_FILE";

    /// <summary>Shared secret of the key (HMAC).</summary>
    public const string BinanceApiSecret = "BINANCE_API_SECRET";

    /// <summary>File with the shared secret.</summary>
    public const string BinanceApiSecretFile = "BINANCE_API_SECRET_FILE";

    /// <summary>File with the private key (Ed25519).</summary>
    public const string BinancePrivateKeyFile = "BINANCE_PRIVATE_KEY_FILE";

    /// <summary>How old a signed request may be on arrival.</summary>
    public const string RecvWindow = "RECV_WINDOW";

    /// <summary>Longest wait for one try of a read.</summary>
    public const string ReadTimeout = "BINANCE_HTTP_READ_TIMEOUT_SEC";

    /// <summary>Check the connection once, then exit.</summary>
    public const string ValidateOnly = "LIVE_VALIDATE_ONLY";

    /// <summary>Those of the whole process: they have no place in the section of one symbol.</summary>
    public static FrozenSet<string> OfProcess { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            .. StorageSettingNames.Keys.Keys, Symbol, Symbols, Exchange, ExecLog, LogMaxLines, DataDirectory, Http, Metrics, OperatorKey, DemoSeed,
            PaperQuoteBalance, FeeBasisPoints, SlippageTicks, WebhookUrl, WebhookUser, WebhookPassword, StateFile,
            MaxOpenPositions, MaxTotalNotional, MaxTotalRisk, DailyLossStop, EmergencyCooldown,
            BinanceBaseUrl, BinanceApiBases, BinanceWebSocketApiUrl, BinanceStreamUrl, BinanceApiKey, BinanceApiKeyFile, BinanceApiSecret,
            BinanceApiSecretFile, BinancePrivateKeyFile, RecvWindow, ReadTimeout, ValidateOnly,
        ]);

    /// <summary>Those of the host that each symbol may have for itself.</summary>
    public static FrozenSet<string> OfSymbol { get; } = FrozenSet.Create(
        StringComparer.Ordinal, DeltascoutLog, AggCsv, Feed, FeedSymbol, SignalBootstrap, TailLines);
}
