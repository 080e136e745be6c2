using Executor.Core.Positions;
using Executor.Grains.Profiles;

namespace Executor.Grains.Telemetry;

/// <summary>Follows one activation of a position and translates its stored steps into figures.</summary>
internal sealed class PositionWatch(GrainTelemetry telemetry, string symbol, PositionState claimed, TimeProvider clock)
{
    private readonly PositionSight _sight = new(claimed, clock.GetUtcNow());

    /// <summary>The position lives here now.</summary>
    public void Enter()
    {
        telemetry.Positions.Claimed(symbol);
        telemetry.LivingPositions.Enter(symbol, _sight);
    }

    /// <summary>It lives here no more.</summary>
    public void Leave()
    {
        telemetry.LivingPositions.Leave(symbol, _sight);
        telemetry.Exposure.Leave(symbol);
    }

    /// <summary>A step has been stored, or nothing had to be.</summary>
    public void Stepped(PositionState before, Decision decision, PositionInput input, SymbolProfile profile, DateTimeOffset now)
    {
        var look = (input as PositionInput.Answered)?.Reply as Core.Exchange.ExchangeReply.Inspected;
        var seen = _sight.Newest;
        var state = decision.Next;
        _sight.Set(seen with
        {
            State = state,
            Rules = profile.Rules,
            Wallet = GrainInterfaces.WalletKeys.Of(profile.Settings.Account, symbol),
            ComparedAt = look is not null ? clock.GetUtcNow() : seen.ComparedAt,
            MarginLevel = look is not null ? look.View.MarginLevel : seen.MarginLevel,
        });
        if (ReferenceEquals(before, state) && seen.Rules is not null)
            return;
        telemetry.Journal.Happened(symbol, decision.Journal);
        var open = state.Trade is { } trade ? PositionFigures.Of(trade, profile.Rules).OpenQuantity : 0m;
        telemetry.Exposure.Set(symbol, open > 0m, state.Trade?.OpenWindow?.Quantity ?? 0m);
        if (state.Trade is { } living && ProtectionTime.Of(before.Trade, living, open, now) is { } after)
            telemetry.Positions.Protected(symbol, profile.Settings.ExitStyle, after);
        if (state.LastClosed is { } closed && closed.Trade.Key != before.LastClosed?.Trade.Key)
            telemetry.Trades.Closed(closed, profile.Settings.Account, profile.Rules);
    }

    /// <summary>The cadence of the manager has run to its end.</summary>
    public void Managed() => _sight.Set(_sight.Newest with { ManagedAt = clock.GetUtcNow() });
}
