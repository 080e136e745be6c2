using Executor.GrainInterfaces;
using Executor.Grains.Storage;
using Executor.Grains.Telemetry;
using Executor.Grains.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Executor.Grains.Portfolio;

/// <summary>
/// Gives out the places of the portfolio. A place is stored before it is granted, so whatever is lost on the way costs an entry, never the
/// limit; a place that nobody took is found by asking the position.
/// </summary>
[GrainType("portfolio")]
[Reentrant]
internal sealed class PortfolioGrain : Grain, IPortfolioGrain
{
    private const string Name = "PORTFOLIO";

    private readonly QueuedState<PortfolioState> _portfolio;
    private readonly PortfolioLimits _limits;
    private readonly GrainOptions _options;
    private readonly SteadyClock _clock;
    private readonly GrainTelemetry _telemetry;
    private readonly PortfolioSight _sight;
    private readonly ILogger<PortfolioGrain> _logger;

    public PortfolioGrain(
        [PersistentState("portfolio", StorageNames.Grains)] IPersistentState<PortfolioState> store,
        PortfolioLimits limits,
        SteadyClock clock,
        GrainTelemetry telemetry,
        IOptions<GrainOptions> options,
        ILogger<PortfolioGrain> logger)
    {
        _portfolio = new QueuedState<PortfolioState>(store, Lost);
        (_limits, _options, _clock, _logger) = (limits, options.Value, clock, logger);
        (_telemetry, _sight) = (telemetry, new PortfolioSight(() => _portfolio.State));
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(SweepAsync, new GrainTimerCreationOptions(TimeSpan.Zero, _options.SweepEvery) { KeepAlive = true, Interleave = true });
        _telemetry.LivingPortfolios.Enter(Name, _sight);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _telemetry.LivingPortfolios.Leave(Name, _sight);
        return Task.CompletedTask;
    }

    public async Task<ReservationAnswer> ReserveAsync(EntryReservation entry, CancellationToken cancellationToken)
    {
        ReservationAnswer? refusal = null;
        await _portfolio.ChangeAsync(state =>
        {
            refusal = PortfolioRules.Refuse(state, _limits, entry, _clock.UtcNow);
            return refusal is null ? PortfolioRules.Count(state, entry) : state;
        });
        return refusal ?? new ReservationAnswer();
    }

    public Task AdoptAsync(EntryReservation trade, CancellationToken cancellationToken) => _portfolio.ChangeAsync(state => PortfolioRules.Count(state, trade));

    public Task TradeClosedAsync(TradeClosure trade, CancellationToken cancellationToken) =>
        _portfolio.ChangeAsync(state => PortfolioRules.Close(state, trade, _clock.UtcNow));

    public Task<PortfolioView> GetViewAsync(CancellationToken cancellationToken) => Task.FromResult(new PortfolioView
    {
        MaxOpenPositions = _limits.MaxOpenPositions,
        MaxTotalNotional = _limits.MaxTotalNotional,
        MaxTotalRisk = _limits.MaxTotalRisk,
        DailyLossStop = _limits.DailyLossStop,
        ProfitToday = PortfolioRules.ProfitOf(_portfolio.State, PortfolioRules.DayOf(_clock.UtcNow)),
        Reservations =
        [
            .. _portfolio.State.Reservations.Select(place =>
                new EntryReservation { Symbol = place.Symbol, TradeKey = place.TradeKey, Notional = place.Notional, Risk = place.Risk }),
        ],
    });

    /// <summary>Frees the places of trades that their positions know nothing of: the process died, or the call did, before the entry was stored.</summary>
    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var places = _portfolio.State.Reservations; // those given later are not judged by answers that were asked for earlier
        foreach (var place in places)
        {
            try
            {
                if (!await GrainFactory.GetGrain<IPositionGrain>(place.Symbol).HasTradeAsync(place.TradeKey, cancellationToken))
                    await _portfolio.ChangeAsync(state => PortfolioRules.Free(state, place.Number));
            }
            catch (Exception exception) // what is not known counts; the next sweep asks again
            {
                _logger.ReservationNotChecked(exception, place.Symbol, place.TradeKey);
            }
        }
    }

    private void Lost(Exception exception)
    {
        _logger.PortfolioWriteFailed(exception);
        DeactivateOnIdle();
    }
}
