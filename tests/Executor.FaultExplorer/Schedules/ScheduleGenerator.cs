using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.FaultExplorer.Schedules;

/// <summary>Draws a schedule from a seed: a market that trends, chops, gaps and touches every level, signals of every kind, and faults.</summary>
internal static class ScheduleGenerator
{
    public static readonly ImmutableArray<Fault> AllFaults = [.. Enum.GetValues<Fault>()];

    public static Schedule Of(int seed)
    {
        var random = new Random(seed);
        var acts = ImmutableArray.CreateBuilder<Act>();
        acts.Add(new Act(ActKind.Signal, random.Next(-25, 26), random.Next(3)));
        for (var count = random.Next(8, 45); count > 0; count--)
        {
            Add(acts, random);
        }

        var strikes = ImmutableArray.CreateBuilder<Strike>();
        for (var count = random.Next(0, 9); count > 0; count--)
        {
            strikes.Add(new Strike(random.Next(1, 60), AllFaults[random.Next(AllFaults.Length)], random.Next(1_000)));
        }

        var account = random.Next(4) switch { 0 => TradingAccount.CrossMargin, 1 => TradingAccount.IsolatedMargin, _ => TradingAccount.Spot };
        return new Schedule
        {
            Seed = seed,
            Account = account,
            Side = account.IsMargin() && random.Next(2) == 0 ? PositionSide.Short : PositionSide.Long,
            Borrow = random.Next(3) == 0 ? BorrowMode.Auto : BorrowMode.Manual,
            Style = (ExitStyle)random.Next(3),
            Entry = (EntryMode)random.Next(3),
            Stop = (StopKind)random.Next(2),
            Notional = random.Next(6) switch { 0 => 400m, 1 => 16m, 2 => 11m, _ => 100m },
            HeldBefore = random.Next(3) == 0 && !account.IsMargin() ? 0.5m : 0m,
            PartialFills = random.Next(3) == 0,
            Failsafe = random.Next(4) == 0,
            TrailConfirm = random.Next(4) == 0,
            AmendAllowed = random.Next(4) != 0,
            Acts = acts.ToImmutable(),
            Manual = random.Next(4) switch { 0 => ManualChangePolicy.Adopt, 1 => ManualChangePolicy.Halt, _ => ManualChangePolicy.Restore },
            Strikes = [.. strikes.OrderBy(strike => strike.At)],
        };
    }

    private static void Add(ImmutableArray<Act>.Builder acts, Random random)
    {
        var seconds = random.Next(1, 40);
        switch (random.Next(40))
        {
            case < 3:
                acts.Add(new Act(ActKind.Signal, random.Next(-30, 31), random.Next(10) == 0 ? 900 : random.Next(5)));
                break;
            case 3:
                acts.Add(new Act(random.Next(2) == 0 ? ActKind.SignalAgain : ActKind.SignalOpposite, 0m, 1));
                break;
            case < 8:
                acts.Add(new Act(ActKind.Wait, 0m, random.Next(1, 150)));
                break;
            case < 13: // chop
                acts.Add(new Act(ActKind.Walk, random.Next(-60, 61), seconds));
                acts.Add(new Act(ActKind.Walk, random.Next(-60, 61), seconds));
                break;
            case < 16: // trend
                acts.Add(new Act(ActKind.Walk, random.Next(-250, 251), seconds * 4));
                break;
            case < 18:
                acts.Add(new Act(ActKind.Flash, random.Next(-300, 301), random.Next(1, 6)));
                break;
            case 18:
                acts.Add(new Act(ActKind.Jump, random.Next(-400, 401), random.Next(3)));
                break;
            case 19:
                acts.Add(new Act(random.Next(2) == 0 ? ActKind.GapStop : ActKind.GapTarget2, decimal.Round(random.Next(1, 5_000) / (decimal)random.Next(1, 100), 2), random.Next(10)));
                break;
            case < 22:
                acts.Add(new Act(ActKind.ToEntry, random.Next(0, 12), seconds));
                break;
            case < 26:
                acts.Add(new Act(ActKind.ToTarget1, random.Next(-2, 15), seconds));
                break;
            case < 29:
                acts.Add(new Act(ActKind.ToTarget2, random.Next(-2, 15), seconds));
                break;
            case < 32:
                acts.Add(new Act(ActKind.ToStop, random.Next(-2, 8) / 4m, seconds));
                break;
            case 32:
                acts.Add(new Act(random.Next(3) == 0 ? ActKind.HandReduces : ActKind.HandCancels, random.Next(8)));
                break;
            case 33:
                acts.Add(new Act(random.Next(2) == 0 ? ActKind.HandPlaces : ActKind.HandPlacesUnderOurPrefix));
                break;
            case 34:
                acts.Add(new Act(ActKind.Restart, 0m, random.Next(1, 60)));
                break;
            case 35:
                acts.Add(new Act(random.Next(3) == 0 ? ActKind.Flatten : ActKind.Wait, 0m, 5));
                break;
            case 36:
                acts.Add(new Act(random.Next(2) == 0 ? ActKind.Pause : ActKind.Hold));
                acts.Add(new Act(ActKind.Wait, 0m, random.Next(200)));
                break;
            case 37:
                acts.Add(new Act(random.Next(2) == 0 ? ActKind.Wake : ActKind.Release));
                break;
            case 38:
                acts.Add(new Act(random.Next(4) switch { 0 => ActKind.Maintenance, 1 => ActKind.RateLimit, 2 => ActKind.StreamCut, _ => ActKind.QuotesFreeze }, 0m, random.Next(1, 600)));
                break;
            default:
                acts.Add(random.Next(2) == 0 ? new Act(ActKind.Halt, 0m, random.Next(5, 120)) : new Act(ActKind.RuleChange, random.Next(7)));
                break;
        }
    }
}
