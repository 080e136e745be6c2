using System.Collections.Immutable;
using System.Globalization;
using Executor.Grains.Hosting;

namespace Executor.Silo.Hosting;

/// <summary>Whether the silo can do its work.</summary>
internal sealed class Readiness(
    ISiloStatusOracle silo, FleetStarter fleet, Roster roster, IReminderTable storage, StoreHealth positions)
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
            from member in roster.Now.Members
            where member.Closed is not null
            orderby member.Symbol
            select $"Signals for {member.Symbol} wait: {member.Closed}.");
        problems.AddRange(roster.Now.Unreadable.Select(symbol => $"The settings of {symbol.Key} cannot be read here: {symbol.Value}"));
        try
        {
            await storage.ReadRow(GrainId.Create("readiness", "probe"), "probe", cancellationToken).WaitAsync(StoragePatience, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            problems.Add($"The storage cannot be read: {exception.Message}");
        }

        if (positions.SilentFor > StoreHealth.Gap)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"The store of positions has not answered for {positions.SilentFor.TotalSeconds:0} s."));
        return problems.DrainToImmutable();
    }
}
