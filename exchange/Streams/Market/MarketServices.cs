using Executor.Exchange.Streams.Sockets;
using Executor.Exchange.Time;
using Microsoft.Extensions.Logging;

namespace Executor.Exchange.Streams.Market;

/// <summary>What following markets works with.</summary>
internal sealed record MarketServices(
    BinanceOptions Options,
    ISocketConnector Connector,
    KlineReads Klines,
    IServerClock ServerClock,
    TimeProvider Clock,
    Lot Lot,
    StreamTelemetry Telemetry,
    ILogger<BinanceMarketEvents> Logger);
