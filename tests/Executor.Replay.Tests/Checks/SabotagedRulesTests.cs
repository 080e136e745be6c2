using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Replay.Running;

namespace Executor.Replay.Tests.Checks;

/// <summary>The same checks through a whole replay, with rules that go wrong in one way.</summary>
public sealed class SabotagedRulesTests
{
    [Fact]
    public void Replay_WhenStopsAreNotPlaced_FindsS3()
    {
        using var scenario = Entered(request => request.Command is ExchangeCommand.PlaceOco ? null : request);

        Assert.Contains(scenario.Run().Violations, violation => violation.Property == "S3");
    }

    [Fact]
    public void Replay_WhenAStopIsLoosenedOnce_FindsS4()
    {
        var isFirst = true;
        using var scenario = Entered(request => (request, isFirst) switch
        {
            ({ Command: ExchangeCommand.Replace replace }, true) => Loosened(request, replace, out isFirst),
            _ => request,
        }).Row(101_010m, 100_000m, 101_000m).Quiet(2, 101_000m);

        Assert.Contains(scenario.Run().Violations, violation => violation.Property == "S4");
    }

    [Fact]
    public void S8_Replay_WhenTheRulesGoRoundInCircles_Stops()
    {
        using var scenario = Entered(request => request.Command is ExchangeCommand.Replace replace ? Loosened(request, replace, out _) : request)
            .Row(101_010m, 100_000m, 101_000m);

        var failure = Assert.Throws<PositionStuckException>(() => scenario.Run());

        Assert.StartsWith("10000 steps at 2025-03-01T00:08:39.8021782Z without an end;", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S8_Command_WhenTheRulesGoRoundInCircles_ShowsTheViolationsBeforeIt()
    {
        using var scenario = Entered(request => request.Command is ExchangeCommand.Replace replace ? Loosened(request, replace, out _) : request)
            .Row(101_010m, 100_000m, 101_000m);

        var (exitCode, _, error) = await scenario.RunCommandAsync();

        Assert.Equal(ReplayCommand.Unsafe, exitCode);
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("S4 violated at 2025-03-01T00:08:39", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("S8 violated: 10000 steps at 2025-03-01T00:08:39", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_WhenEverythingHolds_SaysSoAndReturnsZero()
    {
        using var scenario = Entered(request => request);

        var (exitCode, output, _) = await scenario.RunCommandAsync();

        Assert.Equal(ReplayCommand.Done, exitCode);
        Assert.Contains("S1 to S7 held after every step", output, StringComparison.Ordinal);
    }

    private static ExchangeRequest Loosened(ExchangeRequest request, ExchangeCommand.Replace replace, out bool isFirst)
    {
        isFirst = false;
        return request with { Command = replace with { Order = replace.Order with { StopPrice = 98_000m, Price = 97_000m } } };
    }

    private static Scenario Entered(Func<ExchangeRequest, ExchangeRequest?> change) =>
        new Scenario { Core = new ChangedRules(change) }.Quiet(5, 100_000m).Peak(99_999.99m).Row(100_000m, 99_999m, 100_000m).Quiet(2, 100_000m);

    /// <summary>The rules of the core, whose requests are changed or lost on their way.</summary>
    private sealed class ChangedRules(Func<ExchangeRequest, ExchangeRequest?> change) : IPositionRules
    {
        public Decision Decide(PositionState state, PositionInput input, PositionContext context)
        {
            var decision = PositionMachine.Decide(state, input, context);
            return decision.Request is { } request && change(request) is var changed
                ? changed is null
                    ? Silenced(decision, request)
                    : decision with { Request = changed }
                : decision;
        }

        public PositionSchedule Schedule(PositionState state, PositionContext context) => PositionMachine.Schedule(state, context);

        /// <summary>A state that believes in orders that were never sent.</summary>
        private static Decision Silenced(Decision decision, ExchangeRequest request)
        {
            var trade = decision.Next.Trade!;
            var slot = decision.Next.Intents.Single(intent => intent.Id == request.IntentId).Slot;
            var order = request.Command is ExchangeCommand.PlaceOco place ? place.Oco.Below : throw new InvalidOperationException();
            return decision with
            {
                Request = null,
                Next = decision.Next with
                {
                    Intents = [.. decision.Next.Intents.Where(intent => intent.Id != request.IntentId)],
                    Trade = trade with { OpenWindow = null, Orders = trade.Orders.Add(Believed(slot, order, request.IntentId)) },
                },
            };
        }

        private static TrackedOrder Believed(Slot slot, NewOrder order, long number) => new()
        {
            Slot = slot, Role = OrderRole.Stop, ClientOrderId = order.ClientOrderId, OrderId = 1_000 + number, Side = order.Side, Type = order.Type,
            Price = order.Price, StopPrice = order.StopPrice, Quantity = order.Quantity, Status = OrderStatus.New, PlacedAt = Scenario.Midnight,
            Fills = ImmutableArray<Fill>.Empty,
        };
    }
}
