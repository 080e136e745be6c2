using Executor.Exchange.Streams.Sockets;
using Executor.Exchange.Time;
using Microsoft.Extensions.Logging;

namespace Executor.Exchange.Streams.Account;

/// <summary>What sessions of the account work with.</summary>
internal sealed record AccountServices(
    BinanceOptions Options,
    ISocketConnector Connector,
    ListenTokens Tokens,
    StreamLimits Limits,
    IServerClock ServerClock,
    TimeProvider Clock,
    Lot Lot,
    StreamTelemetry Telemetry,
    ILogger<BinanceAccountEvents> Logger);
