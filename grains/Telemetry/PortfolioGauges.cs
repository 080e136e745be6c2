using System.Diagnostics.Metrics;
using Executor.Grains.Portfolio;

namespace Executor.Grains.Telemetry;

/// <summary>What gauges see of the portfolio, on the silo that hosts it.</summary>
/// <param name="State">The newest state.</param>
internal sealed record PortfolioSight(Func<PortfolioState> State);

/// <summary>Gauges of the portfolio.</summary>
internal static class PortfolioGauges
{
    public static void Add(Meter meter, Living<PortfolioSight> portfolios, TimeProvider clock)
    {
        meter.CreateObservableGauge("executor.portfolio.trades", () => Each(state => state.Reservations.Length), "{trade}", "Trades under way that count for the limits.");
        meter.CreateObservableGauge("executor.portfolio.notional", () => Each(state => (double)state.Reservations.Sum(place => place.Notional)), "{quote}",
            "Their planned price times quantity.");
        meter.CreateObservableGauge("executor.portfolio.risk", () => Each(state => (double)state.Reservations.Sum(place => place.Risk)), "{quote}",
            "Lost if each left at its first stop.");
        meter.CreateObservableGauge("executor.portfolio.profit.day", () => Each(state =>
            (double)PortfolioRules.ProfitOf(state, PortfolioRules.DayOf(clock.GetUtcNow()))), "{quote}", "Realised in the present UTC day.");

        IEnumerable<Measurement<double>> Each(Func<PortfolioState, double> read) =>
            portfolios.All.Select(portfolio => new Measurement<double>(read(portfolio.Value.State())));
    }
}
