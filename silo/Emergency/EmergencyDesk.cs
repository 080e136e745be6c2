using System.Text.Json;
using System.Text.Json.Nodes;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;

namespace Executor.Silo.Emergency;

/// <summary>
/// Begins a shutdown, whoever asks for it: sleep is stored first, then a copy of all states is written (<c>emergency_backup.json</c>, as the
/// original did). A copy that cannot be written is reported and stops nothing.
/// </summary>
internal sealed class EmergencyDesk(SiloSettings settings, Roster roster, IGrainFactory grains, TimeProvider clock, ILogger<EmergencyDesk> logger)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>Where the copy is written.</summary>
    public string BackupPath { get; } = settings.DataPath("emergency_backup.json");

    /// <summary>Begins a shutdown, or lets the one under way go on.</summary>
    public async Task<FleetView> ShutdownAsync(bool flatten, string reason, string by, CancellationToken cancellationToken)
    {
        var fleet = grains.GetGrain<IFleetGrain>(0);
        var before = await fleet.GetViewAsync(cancellationToken);
        var view = await fleet.ShutdownAsync(flatten, reason, by, cancellationToken);
        if (before.Shutdown?.StartedAt != view.Shutdown?.StartedAt)
            await BackUpAsync(fleet, reason);
        return view;
    }

    private async Task BackUpAsync(IFleetGrain fleet, string reason)
    {
        string? problem = null;
        try
        {
            var states = await Task.WhenAll(roster.Now.Symbols.Select(StateAsync));
            var copy = new JsonObject
            {
                ["backup_ts"] = clock.GetUtcNow().ToString("O"),
                ["backup_reason"] = reason,
                ["state"] = new JsonObject(states),
            };
            var unfinished = BackupPath + ".tmp";
            await File.WriteAllTextAsync(unfinished, copy.ToJsonString(Readable), CancellationToken.None);
            File.Move(unfinished, BackupPath, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            logger.BackupFailed(exception, BackupPath);
            problem = exception.Message;
        }

        await fleet.NoteBackupAsync(BackupPath, problem, CancellationToken.None);
    }

    private async Task<KeyValuePair<string, JsonNode?>> StateAsync(string symbol)
    {
        try
        {
            return KeyValuePair.Create(symbol, JsonNode.Parse(await grains.GetGrain<IPositionGrain>(symbol).GetDocumentAsync(CancellationToken.None)));
        }
        catch (Exception exception) // one that cannot be read does not cost the copy of the others
        {
            return KeyValuePair.Create(symbol, (JsonNode?)new JsonObject { ["problem"] = exception.Message });
        }
    }
}
