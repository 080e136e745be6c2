using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Executor.ScenarioTests.Running;
using Executor.Soak.Running;

namespace Executor.ClusterTests.Running;

/// <summary>One silo of a cluster: its process, its folder, and its machine, and its links to the stores and to the exchange.</summary>
internal sealed partial class ClusterSilo : IAsyncDisposable
{
    private readonly Func<ClusterSilo, Task<SiloControl>> _start;
    private readonly List<string> _printed = [];
    private SiloControl? _control;
    private bool _isFrozen;

    /// <param name="folder">Where it keeps what is its own.</param>
    /// <param name="machine">Where it runs.</param>
    /// <param name="stores">Its way to the stores.</param>
    /// <param name="exchange">Its way to the exchange.</param>
    /// <param name="start">Starts its process and returns when it is ready.</param>
    public ClusterSilo(string folder, Machine machine, StoreLinks stores, TcpLink exchange, Func<ClusterSilo, Task<SiloControl>> start) =>
        (Folder, Machine, Stores, Exchange, _start) = (folder, machine, stores, exchange, start);

    public string Folder { get; }

    public Machine Machine { get; }

    public StoreLinks Stores { get; }

    public TcpLink Exchange { get; }

    /// <summary>How far the clock of this machine is ahead of the others from its next start on; negative: behind. Time passes as fast as for them.</summary>
    public TimeSpan Skew { get; set; }

    public bool IsUp => _control is { HasExited: false };

    /// <summary>True unless it is between SIGSTOP and SIGCONT, or cut off from the others: then it cannot say what they do.</summary>
    public bool IsAmongOthers => IsUp && !_isFrozen && Machine.IsPlugged;

    public SiloControl Control => _control ?? throw new InvalidOperationException($"No silo runs in {Folder}.");

    /// <summary>All that its processes have printed, the present one last.</summary>
    public string Output => string.Concat([.. _printed, _control?.Output]);

    public async Task StartAsync() => _control = await _start(this);

    /// <summary>SIGKILL: nothing is stored, said or closed any more.</summary>
    public async Task KillAsync()
    {
        await SignalAsync("KILL");
        await GoneAsync();
    }

    /// <summary>SIGTERM; returns when the process has ended, with how long that took.</summary>
    public async Task<TimeSpan> StopAsync()
    {
        var clock = Stopwatch.StartNew();
        await SignalAsync("TERM");
        await GoneAsync();
        return clock.Elapsed;
    }

    public Task FreezeAsync()
    {
        _isFrozen = true;
        return SignalAsync("STOP");
    }

    public Task ThawAsync()
    {
        _isFrozen = false;
        return SignalAsync("CONT");
    }

    /// <summary>Returns when the process has ended by itself.</summary>
    public async Task GoneAsync()
    {
        await Eventually.TrueAsync(() => Task.FromResult(!IsUp), () => Output);
        _printed.Add(Control.Output);
        await Control.DisposeAsync();
        _control = null;
    }

    /// <summary>The activation of each position that this silo claimed last, by symbol.</summary>
    public IReadOnlyDictionary<string, long> Claims()
    {
        var claims = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (Match match in Claimed().Matches(Output))
            claims[match.Groups["symbol"].Value] = long.Parse(match.Groups["epoch"].Value, CultureInfo.InvariantCulture);
        return claims;
    }

    public async ValueTask DisposeAsync()
    {
        if (_control is not null)
            await _control.DisposeAsync();
        await Stores.DisposeAsync();
        await Exchange.DisposeAsync();
    }

    private async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", Control.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    [GeneratedRegex(@"Position (?<symbol>\w+) claimed by activation (?<epoch>\d+)")]
    private static partial Regex Claimed();
}
