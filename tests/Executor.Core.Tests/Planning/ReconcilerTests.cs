using System.Collections.Immutable;
using CsCheck;
using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Core.Tests.Planning;

/// <summary>The reconciler against a model of the exchange that does what it is told, and nothing else.</summary>
public sealed class ReconcilerTests
{
    private static readonly Slot[] Slots = [Slot.Target1, Slot.Target2, Slot.Runner];

    /// <summary>Of what rests; null: half of a list is gone.</summary>
    private static readonly ExitShape?[] Shapes = [ExitShape.Oco, ExitShape.Stop, null];

    private static readonly Gen<WorkingExit> Resting =
        from shape in Gen.Int[0, Shapes.Length - 1].Select(index => Shapes[index])
        from quantity in Gen.Int[1, 6]
        from level in Gen.Int[0, 1]
        select new WorkingExit
        {
            Slot = Slot.Runner,
            Shape = shape,
            Quantity = quantity,
            Target = shape == ExitShape.Stop ? null : 200m + level,
            StopPrice = shape is null ? null : 100m + level,
            StopLimit = shape is null ? null : 99m + level,
            Reference = new OrderReference(string.Empty),
        };

    private static readonly Gen<DesiredExit> Wanted =
        from shape in Gen.Enum<ExitShape>()
        from quantity in Gen.Int[1, 6]
        from level in Gen.Int[0, 1]
        select new DesiredExit(
            Slot.Runner,
            shape,
            quantity,
            shape is ExitShape.Oco or ExitShape.Take ? 200m + level : null,
            shape is ExitShape.Oco or ExitShape.Stop ? 100m + level : null,
            shape is ExitShape.Oco or ExitShape.Stop ? 99m + level : null);

    private static readonly Gen<ImmutableArray<Slot>> SomeSlots =
        Gen.Bool.Array[Slots.Length].Select(chosen => Slots.Where((_, index) => chosen[index]).ToImmutableArray());

    private static readonly Gen<Case> Cases =
        from resting in Resting.Array[0, 2].Array[Slots.Length]
        from wanted in Wanted.Array[0, 1].Array[Slots.Length]
        from spare in Gen.Int[0, 3]
        from amend in Gen.Bool
        from replace in Gen.Bool
        from noAmend in SomeSlots
        select Case.Of(resting, wanted, spare, amend, replace, noAmend);

    [Fact]
    public void Next_AppliedAgainAndAgain_ReachesWhatIsWantedAndNeverSellsMoreThanIsHeld() => Cases.Sample(
        one =>
        {
            var book = new Book(one);

            // Each unit goes or changes once, each wanted exit is placed once and may be changed once to make room.
            var most = (2 * one.Working.Length) + (3 * one.Desired.Length);
            for (var steps = 0; Reconciler.Next(book.Desired, book.Working, book.Limits([])) is { } step; steps++)
            {
                Assert.True(steps < most, $"more than {most} steps: {string.Join("; ", book.Steps)}");
                book.Apply(step);
            }

            Assert.True(Reconciler.IsSettled(book.Desired, book.Working), $"not settled: {string.Join("; ", book.Steps)}");
        },
        iter: 5_000);

    [Fact]
    public void Next_SlotsAreBlocked_LeavesThemAloneAndComesToRest() => Gen.Select(Cases, SomeSlots).Sample(
        (one, blocked) =>
        {
            var book = new Book(one);
            var most = (2 * one.Working.Length) + (3 * one.Desired.Length);
            for (var steps = 0; Reconciler.Next(book.Desired, book.Working, book.Limits(blocked)) is { } step; steps++)
            {
                Assert.True(steps < most, $"more than {most} steps: {string.Join("; ", book.Steps)}");
                Assert.DoesNotContain(step.Slot, blocked);
                book.Apply(step);
            }
        },
        iter: 5_000);

    [Theory]
    [InlineData(98, true)]
    [InlineData(null, false)]
    public void IsSettled_LimitOfAStopLiesElsewhere_IsAsLongAsThereIsOne(int? limit, bool isSettled)
    {
        var resting = new WorkingExit
        {
            Slot = Slot.Runner, Shape = ExitShape.Stop, Quantity = 1m, StopPrice = 100m, StopLimit = 99m, Reference = new OrderReference(string.Empty),
        };

        Assert.Equal(isSettled, Reconciler.IsSettled([new DesiredExit(Slot.Runner, ExitShape.Stop, 1m, null, 100m, limit)], [resting]));
    }

    [Fact]
    public void Next_NothingDiffers_IsNothing() => Cases.Sample(
        one =>
        {
            var book = new Book(one with { Working = [] });
            foreach (var exit in one.Desired)
            {
                book.Apply(new ExitStep.Place(exit));
            }

            Assert.Null(Reconciler.Next(book.Desired, book.Working, book.Limits([])));
        },
        iter: 1_000);

    private sealed record Case(
        ImmutableArray<WorkingExit> Working, ImmutableArray<DesiredExit> Desired, decimal Held, SymbolRules Rules, ImmutableArray<Slot> NoAmend)
    {
        /// <summary>What rests and what is wanted is held, each by itself.</summary>
        public static Case Of(WorkingExit[][] resting, DesiredExit[][] wanted, int spare, bool amend, bool replace, ImmutableArray<Slot> noAmend)
        {
            var working = resting.SelectMany((units, slot) => units.Select(unit => unit with { Slot = Slots[slot] }))
                .Select((unit, index) => unit with { Reference = new OrderReference($"EX_{index}", index) })
                .ToImmutableArray();
            var desired = wanted.SelectMany((exits, slot) => exits.Select(exit => exit with { Slot = Slots[slot] })).ToImmutableArray();
            var held = Math.Max(working.Sum(unit => unit.Quantity), desired.Sum(exit => exit.Quantity)) + spare;
            var rules = Samples.Rules with { AmendAllowed = amend, CancelReplaceAllowed = replace };
            return new Case(working, desired, held, rules, noAmend);
        }

        public override string ToString() =>
            $"held {Held}, amend {Rules.AmendAllowed} but for [{string.Join(' ', NoAmend)}], replace {Rules.CancelReplaceAllowed}\n"
            + $"rests {string.Join("\n      ", Working)}\nwanted {string.Join("\n       ", Desired)}";
    }

    /// <summary>
    /// The exchange: refuses nothing that is allowed, and fails the test on what is not. What takes at once executes at once, and is neither
    /// wanted nor held any more.
    /// </summary>
    private sealed class Book(Case one)
    {
        private long lastId = one.Working.Length;
        private decimal held = one.Held;

        public ImmutableArray<DesiredExit> Desired { get; private set; } = one.Desired;

        public ImmutableArray<WorkingExit> Working { get; private set; } = one.Working;

        public List<string> Steps { get; } = [];

        public ReconcilerLimits Limits(ImmutableArray<Slot> blocked) => new(held, one.Rules, blocked, one.NoAmend);

        public void Apply(ExitStep step)
        {
            Steps.Add($"{step.GetType().Name} {step.Slot}");
            Working = step switch
            {
                ExitStep.Place place => Working.Add(Rest(place.Exit)),
                ExitStep.Replace replace => Without(replace.Working).Add(Replacing(replace.Exit)),
                ExitStep.Shrink shrink => Without(shrink.Working).Add(Smaller(shrink.Working, shrink.NewQuantity)),
                ExitStep.Cancel cancel => Without(cancel.Working),
                _ => throw new InvalidDataException($"{step} is no step."),
            };
            Assert.True(Working.Sum(unit => unit.Quantity) <= held, $"more rests than is held: {string.Join("; ", Steps)}");
            foreach (var unit in Working.Where(unit => unit.Shape is ExitShape.Market or ExitShape.Take))
            {
                Working = Working.Remove(unit);
                Desired = Desired.RemoveAll(exit => exit.Slot == unit.Slot);
                held -= unit.Quantity;
            }
        }

        private ImmutableArray<WorkingExit> Without(WorkingExit unit)
        {
            Assert.Contains(unit, Working);
            return Working.Remove(unit);
        }

        private WorkingExit Replacing(DesiredExit exit)
        {
            Assert.True(one.Rules.CancelReplaceAllowed);
            Assert.NotEqual(ExitShape.Oco, exit.Shape);
            return Rest(exit);
        }

        private WorkingExit Smaller(WorkingExit unit, decimal quantity)
        {
            Assert.True(one.Rules.AmendAllowed && !one.NoAmend.Contains(unit.Slot));
            Assert.InRange(quantity, 1m, unit.Quantity - 1m);
            return unit with { Quantity = quantity };
        }

        private WorkingExit Rest(DesiredExit exit)
        {
            lastId++;
            return new WorkingExit
            {
                Slot = exit.Slot,
                Shape = exit.Shape,
                Quantity = exit.Quantity,
                Target = exit.Target,
                StopPrice = exit.StopPrice,
                StopLimit = exit.StopLimit,
                Reference = new OrderReference($"EX_{lastId}", lastId),
                IsList = exit.Shape == ExitShape.Oco,
            };
        }
    }
}
