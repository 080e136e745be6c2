using Executor.Core.Positions;
using Executor.GrainInterfaces;
using Microsoft.Extensions.Logging;

namespace Executor.Grains.Positions;

/// <summary>Asks the fleet whether entries are allowed. Who cannot be asked has not allowed anything.</summary>
internal sealed class EntryGates(IGrainFactory grains, TimeProvider clock, TimeSpan patience, ILogger logger)
{
    /// <summary>After a failure nobody is waited for again so soon, neither the fleet nor the account: what has filled has to be protected meanwhile.</summary>
    internal static readonly TimeSpan FailureIsKept = TimeSpan.FromSeconds(5);

    private (EntryGate Gate, long At)? _failure;

    /// <summary>The gate of the fleet for the symbol at <paramref name="now"/>.</summary>
    public async Task<EntryGate> ReadAsync(string symbol, DateTimeOffset now)
    {
        if (_failure is { } failure && clock.GetElapsedTime(failure.At) < FailureIsKept)
            return failure.Gate;
        try
        {
            var gate = await grains.GetGrain<IFleetGrain>(0).GetGateAsync(symbol, CancellationToken.None).WaitAsync(patience, clock);
            _failure = null;
            return gate.NotTraded is { } reason ? new EntryGate("not_traded", reason) : Of(gate.Mode, now);
        }
        catch (Exception exception) // a refusal with a reason, whatever stands between here and the fleet
        {
            logger.FleetNotAsked(exception, symbol);
            var closed = new EntryGate("fleet_unavailable", $"The fleet cannot be asked whether entries are allowed: {exception.Message}");
            _failure = (closed, clock.GetTimestamp());
            return closed;
        }
    }

    internal static EntryGate Of(FleetModeView mode, DateTimeOffset now) => mode.Mode switch
    {
        FleetMode.Asleep => new EntryGate("asleep", $"Asleep since {mode.Since:O} by {mode.By}: {mode.Reason}."),
        FleetMode.Paused => new EntryGate("paused", $"Paused since {mode.Since:O} by {mode.By}: {mode.Reason}."),
        FleetMode.Running when mode.CooldownUntil is { } until && now < until =>
            new EntryGate("emergency_cooldown", $"A shutdown has ended less than its cooldown ago; no entry before {until:O}."),
        FleetMode.Running => EntryGate.Open,
    };
}
