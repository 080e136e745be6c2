using System.Collections.Frozen;
using System.Collections.Immutable;
using Executor.Silo.Intake;

namespace Executor.Silo.Hosting;

/// <summary>Whether the silo can do its work.</summary>
internal sealed class Readiness(
    ISiloStatusOracle silo, FleetStarter fleet, FrozenDictionary<string, SymbolGates> gates, IReminderTable storage)
{
    private static readonly TimeSpan StoragePatience = TimeSpan.FromSeconds(5);

    /// <summary>What is missing; empty when ready.</summary>
    public async Task<ImmutableArray<string>> CheckAsync(CancellationToken cancellationToken)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        if (silo.CurrentStatus != SiloStatus.Active)
            problems.Add($"The silo is {silo.CurrentStatus}.");
        problems.AddRange(fleet.Unanswered.Select(symbol => $"The position of {symbol} has not answered yet."));
        problems.AddRange(
            from gate in gates
            where gate.Value.Closed is not null
            orderby gate.Key
            select $"Signals for {gate.Key} wait: {gate.Value.Closed}.");
        try
        {
            await storage.ReadRow(GrainId.Create("readiness", "probe"), "probe", cancellationToken).WaitAsync(StoragePatience, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            problems.Add($"The storage cannot be read: {exception.Message}");
        }

        return problems.DrainToImmutable();
    }
}
