using CsCheck;
using Executor.Core.Market;
using Executor.Core.Positions;
using Executor.Core.Signals;

namespace Executor.Core.Tests.Planning;

/// <summary>Behaviour 3.7: the guards of admission have an order, and the first that fails gives the reason.</summary>
public sealed class AdmissionGuardTests
{
    private const int AgeLimit = 600;

    private static readonly DateTimeOffset Now = new(2025, 1, 13, 20, 0, 37, TimeSpan.Zero);

    /// <summary>Seconds around zero, the limit itself and far from both.</summary>
    private static readonly Gen<int> Ages = Gen.OneOf(Gen.Int[-5, 5], Gen.Int[AgeLimit - 2, AgeLimit + 2], Gen.Int[-5_000, 5_000]);

    /// <summary>When a lock ends, in seconds from now; null: there is none.</summary>
    private static readonly Gen<int?> Ends = Gen.OneOf(
        Gen.Const((int?)null), Gen.Int[-2, 2].Select(end => (int?)end), Gen.Int[-500, 500].Select(end => (int?)end));

    private static readonly Gen<Moment> Moments =
        from age in Ages
        from limit in Gen.Bool.Select(isOn => isOn ? AgeLimit : 0)
        from locked in Ends
        from cooling in Ends
        from status in Gen.Enum<PositionStatus>()
        from side in Gen.Enum<PositionSide>()
        from isTrading in Gen.Bool
        select new Moment(age, limit, locked, cooling, status, side, isTrading);

    private static readonly Gen<Moment> Refused = Moments.Where(moment => FirstFailing(moment) is not null);

    private static readonly Gen<Moment> Allowed =
        from age in Gen.Int[-5_000, AgeLimit]
        from locked in Gen.Int[-500, 0]
        from cooling in Gen.Int[-500, 0]
        select new Moment(age, AgeLimit, locked, cooling, PositionStatus.Flat, PositionSide.Long, IsTrading: true);

    [Fact]
    public void SignalArrived_AnyMoment_IsRefusedByTheFirstGuardThatFails() => Moments.Sample(
        moment =>
        {
            var state = StateOf(moment);

            var decision = Decide(state, moment);

            Assert.Equal(FirstFailing(moment), decision.Answer?.Reason);
        },
        iter: 2_000);

    [Fact]
    public void SignalArrived_RefusedByAGuard_LeavesTradeLockAndCooldownAsTheyWere() => Refused.Sample(
        moment =>
        {
            var state = StateOf(moment);

            var decision = Decide(state, moment);

            Assert.Equal(
                (state.Trade?.Key, state.LockUntil, state.CooldownUntil),
                (decision.Next.Trade?.Key, decision.Next.LockUntil, decision.Next.CooldownUntil));
            Assert.Equal("SKIP_PEAK", decision.Journal[0].Name);
        },
        iter: 2_000);

    [Fact]
    public void SignalArrived_NoGuardFails_OpensAndLocks() => Allowed.Sample(
        moment =>
        {
            var decision = Decide(StateOf(moment), moment);

            Assert.True(decision.Answer?.IsOpened);
            Assert.Equal(Now.AddSeconds(15), decision.Next.LockUntil);
            Assert.NotNull(decision.Request);
        },
        iter: 500);

    private static Decision Decide(PositionState state, Moment moment) => PositionMachine.Decide(
        state, new PositionInput.SignalArrived(SignalOf("second", moment.Side, moment.Age)), ContextOf(moment));

    /// <summary>The table of behaviour 3.7, then our own guards of a spot account and a closed market.</summary>
    private static string? FirstFailing(Moment moment)
    {
        (string Reason, bool Fails)[] guards =
        [
            ("stale_peak", moment.AgeLimit > 0 && moment.Age > moment.AgeLimit),
            ("position_lock", moment.LockEnds > 0),
            ("cooldown", moment.CooldownEnds > 0),
            ("position_already_open", moment.Status != PositionStatus.Flat),
            ("short_needs_margin", moment.Side == PositionSide.Short),
            ("market_closed", !moment.IsTrading),
        ];
        return guards.FirstOrDefault(guard => guard.Fails).Reason;
    }

    /// <summary>Flat, or with a trade that an earlier signal opened.</summary>
    private static PositionState StateOf(Moment moment)
    {
        var flat = PositionState.Empty("BTCUSDC");
        var calm = new Moment(0, 0, null, null, PositionStatus.Flat, PositionSide.Long, IsTrading: true);
        var state = moment.Status == PositionStatus.Flat
            ? flat
            : PositionMachine.Decide(flat, new PositionInput.SignalArrived(SignalOf("first", PositionSide.Long, 0)), ContextOf(calm)).Next;
        return state with
        {
            Status = moment.Status,
            LockUntil = moment.LockEnds is { } locked ? Now.AddSeconds(locked) : null,
            CooldownUntil = moment.CooldownEnds is { } cooling ? Now.AddSeconds(cooling) : null,
        };
    }

    private static PositionContext ContextOf(Moment moment)
    {
        Bar[] bars = [new(Now, 95300m, 94700m, 95000m)];
        var settings = Samples.Settings with { MaxPeakAge = TimeSpan.FromSeconds(moment.AgeLimit), FeedMaxAge = TimeSpan.Zero };
        var rules = Samples.Rules with { IsTrading = moment.IsTrading };
        return new PositionContext(settings, rules, new MarketView(new BarSeries(bars), null, 1m), Now);
    }

    private static Signal SignalOf(string key, PositionSide side, int age) =>
        new() { Key = key, Side = side, Time = Now.AddSeconds(-age), Price = 95000m };

    private sealed record Moment(
        int Age, int AgeLimit, int? LockEnds, int? CooldownEnds, PositionStatus Status, PositionSide Side, bool IsTrading);
}
