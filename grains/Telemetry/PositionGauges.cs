using System.Diagnostics.Metrics;
using Executor.Core.Positions;

namespace Executor.Grains.Telemetry;

/// <summary>Gauges of the positions that live on this silo.</summary>
internal static class PositionGauges
{
    public static void Add(Meter meter, Living<PositionSight> positions, TimeProvider clock)
    {
        meter.CreateObservableGauge("executor.position.coverage.ratio", () => Open(positions, open => (double)open.Coverage), "1",
            "Quantity under live stops over open quantity, 0 to 1; reported while something is open.");
        meter.CreateObservableGauge("executor.position.open.quantity", () => Open(positions, open => (double)open.OpenQuantity), "{base}",
            "Base still held by the trade.");
        meter.CreateObservableGauge("executor.position.uncovered.age", () => Each(positions, sight =>
            sight.State.Trade?.OpenWindow is { } window ? Age(clock, window.From) : null), "s", "Age of the window without full cover that is open.");
        meter.CreateObservableGauge("executor.position.status", () => positions.All.Select(Status), "{position}", "1 for the state in which each position stands.");
        meter.CreateObservableGauge("executor.position.hold", () =>
            from position in positions.All
            let hold = position.Value.Newest.State.Hold
            where hold is not null
            select new Measurement<long>(1, Tags.Symbol(position.Key), new("kind", Word(hold.Kind))), "{hold}", "1 while a symbol is held.");
        meter.CreateObservableGauge("executor.position.reconcile.age", () => Each(positions, sight =>
            sight.State.Trade is null ? null : Age(clock, sight.ComparedAt)), "s", "Since the position was last compared with the exchange.");
        meter.CreateObservableGauge("executor.position.manage.age", () => Each(positions, sight =>
            sight.State.Trade is null ? null : Age(clock, sight.ManagedAt)), "s", "Since the cadence of the manager last ran to its end.");
        meter.CreateObservableGauge("executor.intent.unknown", () => Each(positions, sight =>
            sight.State.Intents.Count(intent => intent.Stage == IntentStage.Unknown)), "{intent}", "Requests whose outcome is not known.");
        meter.CreateObservableGauge("executor.intent.unknown.age", () => Each(positions, sight =>
            sight.State.Intents.FirstOrDefault(intent => intent.Stage == IntentStage.Unknown) is { } oldest ? Age(clock, oldest.At) : null), "s",
            "Age of the oldest request whose outcome is not known.");
        meter.CreateObservableGauge("executor.account.debt", () => Debts(positions), "{asset}", "Owed by the trades that live here, interest included, at the last look.");
        meter.CreateObservableGauge("executor.account.margin.level", () => MarginLevels(positions), "{level}", "Assets over debts, as the exchange said at the last look.");
    }

    private static double Age(TimeProvider clock, DateTimeOffset since) => Math.Max(0d, (clock.GetUtcNow() - since).TotalSeconds);

    private static IEnumerable<Measurement<double>> Each(Living<PositionSight> positions, Func<PositionSight.Figures, double?> read) =>
        from position in positions.All
        let value = read(position.Value.Newest)
        where value is not null
        select new Measurement<double>(value.Value, Tags.Symbol(position.Key));

    private static IEnumerable<Measurement<double>> Open(Living<PositionSight> positions, Func<PositionFigures, double> read) =>
        Each(positions, sight => sight is { State.Trade: { } trade, Rules: { } rules } && PositionFigures.Of(trade, rules) is { OpenQuantity: > 0m } open ? read(open) : null);

    private static IEnumerable<Measurement<double>> Debts(Living<PositionSight> positions) =>
        from position in positions.All
        let sight = position.Value.Newest
        let loan = sight.State.Trade?.Loan
        where loan is not null && sight.Wallet.Length > 0
        group loan.Owed by (sight.Wallet, loan.Asset) into debts
        select new Measurement<double>((double)debts.Sum(), new KeyValuePair<string, object?>("wallet", debts.Key.Wallet), new("asset", debts.Key.Asset));

    private static IEnumerable<Measurement<double>> MarginLevels(Living<PositionSight> positions) =>
        from position in positions.All
        let sight = position.Value.Newest
        where sight.MarginLevel is not null
        group sight.MarginLevel ?? 0m by sight.Wallet into levels
        select new Measurement<double>((double)levels.Min(), new KeyValuePair<string, object?>("wallet", levels.Key));

    private static Measurement<long> Status(KeyValuePair<string, PositionSight> position)
    {
        var state = position.Value.Newest.State;
        return new(1, Tags.Symbol(position.Key), new("status", Word(state.Status)), new("side", state.Trade is { } trade ? Word(trade.Plan.Side) : Tags.None));
    }

    private static string Word(PositionStatus status) => status switch
    {
        PositionStatus.Flat => "flat",
        PositionStatus.Pending => "pending",
        PositionStatus.OpenFilled => "open_filled",
        PositionStatus.Open => "open",
        PositionStatus.Closing => "closing",
    };

    private static string Word(PositionSide side) => side switch
    {
        PositionSide.Long => "long",
        PositionSide.Short => "short",
    };

    private static string Word(HoldKind kind) => kind switch
    {
        HoldKind.Paused => "paused",
        HoldKind.Quarantined => "quarantined",
        HoldKind.Halted => "halted",
    };
}
