using Executor.Core.Signals;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;

namespace Executor.Silo.Emergency;

/// <summary>
/// The flag files of the original, in EXECUTOR_DATA_DIR and beside STATE_FN: <c>emergency_shutdown.flag</c> begins a shutdown and is removed
/// when that is done, <c>wake_up.flag</c> wakes the fleet and is removed. A first line that begins with <c>flatten</c> has positions closed;
/// without it they stay, protected and managed.
/// </summary>
internal sealed class EmergencyFlags(
    SiloSettings settings, EmergencyDesk desk, IGrainFactory grains, TimeProvider clock, ILogger<EmergencyFlags> logger) : BackgroundService
{
    internal const string ShutdownFlag = "emergency_shutdown.flag";
    internal const string WakeFlag = "wake_up.flag";

    private const int LongestReason = 150;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> _stuck = new(StringComparer.Ordinal);
    private bool _isTrouble;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        do
        {
            try
            {
                await LookAsync(stoppingToken).ConfigureAwait(false);
                _isTrouble = false;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (!_isTrouble)
                    logger.FlagNotObeyed(exception);
                _isTrouble = true; // said once; the next look tries again
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in settings.FlagFolders)
        {
            var shutdown = Path.Combine(folder, ShutdownFlag);
            if (!File.Exists(shutdown))
                _stuck.Remove(shutdown);
            else if (!_stuck.Contains(shutdown))
                await ShutDownAsync(shutdown, cancellationToken).ConfigureAwait(false);
            var wake = Path.Combine(folder, WakeFlag);
            if (!File.Exists(wake))
                _stuck.Remove(wake);
            else if (!_stuck.Contains(wake))
                await WakeAsync(wake, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ShutDownAsync(string path, CancellationToken cancellationToken)
    {
        var wish = await WishAsync(path, cancellationToken).ConfigureAwait(false);
        var flatten = wish.StartsWith("flatten", StringComparison.OrdinalIgnoreCase);
        var view = await desk.ShutdownAsync(flatten, wish.Length > 0 ? wish : "FLAG_FILE", ShutdownFlag, cancellationToken).ConfigureAwait(false);
        if (view.Shutdown is { Phase: ShutdownPhase.Done } done && (done.Flatten || !flatten))
            Remove(path);
    }

    /// <summary>A shutdown that is not done goes before: waking would give it up.</summary>
    private async Task WakeAsync(string path, CancellationToken cancellationToken)
    {
        var fleet = grains.GetGrain<IFleetGrain>(0);
        if ((await fleet.GetViewAsync(cancellationToken).ConfigureAwait(false)).Shutdown is { Phase: not ShutdownPhase.Done })
            return;
        await fleet.WakeAsync(WakeFlag, cancellationToken).ConfigureAwait(false);
        Remove(path);
    }

    private static async Task<string> WishAsync(string path, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        var start = new char[LongestReason];
        var length = await reader.ReadBlockAsync(start, cancellationToken).ConfigureAwait(false);
        return PlainText.Of(new string(start, 0, length).Split('\n')[0].Trim());
    }

    /// <summary>A flag that cannot be removed is not obeyed again while this process runs.</summary>
    private void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _stuck.Add(path);
            logger.FlagNotRemoved(exception, path);
        }
    }
}
