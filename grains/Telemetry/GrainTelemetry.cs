using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace Executor.Grains.Telemetry;

/// <summary>The figures of the grains of one silo. While nobody listens, an instrument costs one comparison. docs/telemetry.md lists them.</summary>
internal sealed class GrainTelemetry : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Executor.Grains";

    private readonly Meter _meter;

    public GrainTelemetry(IMeterFactory meters, TimeProvider clock, IOptions<GrainOptions> options)
    {
        _meter = meters.Create(MeterName);
        Exposure = new ExposureBook(_meter, clock);
        Positions = new PositionInstruments(_meter);
        PositionGauges.Add(_meter, LivingPositions, clock);
        Trades = new TradeInstruments(_meter);
        Journal = new JournalInstruments(_meter);
        Signals = new SignalInstruments(_meter);
        Storage = new StorageAge(_meter, clock, options.Value.SendLease);
        FleetGauges.Add(_meter, LivingFleets);
        PortfolioGauges.Add(_meter, LivingPortfolios, clock);
        MarketGauges.Add(_meter, LivingMarkets, clock);
        WalletGauges.Add(_meter, LivingWallets);
    }

    public Living<PositionSight> LivingPositions { get; } = new();

    public Living<FleetSight> LivingFleets { get; } = new();

    public Living<PortfolioSight> LivingPortfolios { get; } = new();

    public Living<MarketSight> LivingMarkets { get; } = new();

    public Living<WalletSight> LivingWallets { get; } = new();

    public ExposureBook Exposure { get; }

    public PositionInstruments Positions { get; }

    public TradeInstruments Trades { get; }

    public JournalInstruments Journal { get; }

    public SignalInstruments Signals { get; }

    public StorageAge Storage { get; }

    public void Dispose() => _meter.Dispose();
}
