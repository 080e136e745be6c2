using Executor.Silo.Configuration;
using Executor.Silo.Hosting;

namespace Executor.Silo.Intake;

/// <summary>Follows the signal log of every traded symbol that has one. A symbol in trouble does not stop the others.</summary>
internal sealed class SignalIntake(
    SiloSettings settings, Roster roster, IGrainFactory grains, LineTailerOptions options, TimeProvider clock, ILogger<SignalIntake> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        PerSymbol.FollowAsync(roster, member => member.IsTraded, FollowersOf, clock, logger, stoppingToken);

    private IEnumerable<Func<CancellationToken, Task>> FollowersOf(RosterMember member)
    {
        if (SymbolFiles.Of(member.Setup, settings).SignalLog is { } path)
            yield return new SignalFollower(member.Setup, path, grains, member.Gates, options, clock, logger).RunAsync;
    }
}
