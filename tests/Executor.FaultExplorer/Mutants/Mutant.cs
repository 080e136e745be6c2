using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.FaultExplorer.Driving;
using Executor.FaultExplorer.Schedules;

namespace Executor.FaultExplorer.Mutants;

/// <summary>The machine with one bug built in: around the product's decision something is changed, before or after.</summary>
/// <param name="name">What is wrong, in words.</param>
/// <param name="rule">The rule that it breaks.</param>
/// <param name="expected">Properties of which one must break.</param>
internal sealed class Mutant(string name, string rule, params string[] expected) : IMachine
{
    public string Name { get; } = name;

    public string Rule { get; } = rule;

    public ImmutableArray<string> Expected { get; } = [.. expected];

    /// <summary>The schedules in which the bug can show.</summary>
    public Func<Schedule, Schedule> Live { get; init; } = schedule => schedule;

    /// <summary>False: nothing is durable until the reply has come.</summary>
    public bool StoresBeforeSending { get; init; } = true;

    /// <summary>What the machine is told in place of the input.</summary>
    public Func<PositionState, PositionInput, PositionInput> Hear { get; init; } = (_, input) => input;

    /// <summary>What the machine remembers in place of the state.</summary>
    public Func<PositionState, PositionInput, PositionState> Recall { get; init; } = (state, _) => state;

    /// <summary>What the machine sees in place of the context.</summary>
    public Func<PositionContext, PositionContext> See { get; init; } = context => context;

    /// <summary>What becomes of the decision.</summary>
    public Func<PositionState, Decision, PositionContext, Decision> Act { get; init; } = (_, decision, _) => decision;

    public Decision Decide(PositionState state, PositionInput input, PositionContext context)
    {
        var seen = See(context);
        return Act(state, PositionMachine.Decide(Recall(state, input), Hear(state, input), seen), seen);
    }

    public PositionSchedule Schedule(PositionState state, PositionContext context) => PositionMachine.Schedule(state, See(context));

    public override string ToString() => Name;

    /// <summary>Changes the orders of the request that a decision names, in the request and in the stored intent.</summary>
    public static Decision WithOrders(Decision decision, Func<NewOrder, NewOrder> change)
    {
        if (decision.Request is not { IntentId: > 0 } request)
        {
            return decision;
        }

        ExchangeCommand command = request.Command switch
        {
            ExchangeCommand.Place place => place with { Order = change(place.Order) },
            ExchangeCommand.PlaceOco place => place with { Oco = place.Oco with { Above = change(place.Oco.Above), Below = change(place.Oco.Below) } },
            ExchangeCommand.Replace replace => replace with { Order = change(replace.Order) },
            var other => other,
        };
        return decision with
        {
            Request = request with { Command = command },
            Next = decision.Next with
            {
                Intents = [.. decision.Next.Intents.Select(intent => intent.Id == request.IntentId ? intent with { Command = command } : intent)],
            },
        };
    }

    /// <summary>The decision without its request, which is forgotten.</summary>
    public static Decision WithoutRequest(Decision decision) => decision.Request is not { } request ? decision : decision with
    {
        Request = null,
        Next = decision.Next with { Intents = [.. decision.Next.Intents.Where(intent => intent.Id != request.IntentId)] },
    };
}
