using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using Executor.Soak.Running;

namespace Executor.ClusterTests.Running;

/// <summary>
/// Machines and a switch between them, which carries what they say to each other and nothing else: whatever is on the machine of the tests they reach by
/// a <see cref="TcpLink"/> of theirs. So one can be taken from its peers and keep store and exchange.
/// </summary>
internal sealed class Network : IAsyncDisposable
{
    private const string Switch = "peers", Cable = "eth0";

    private readonly List<string> _made = [];
    private readonly List<Namespace> _machines = [];

    /// <summary>The switch has a namespace as well: nothing of it is seen on the machine of the tests, and no address is in its way.</summary>
    private readonly string _hub;

    private Network(string name) => _hub = name;

    public IReadOnlyList<Machine> Machines => _machines;

    /// <summary>Makes the machines, all plugged in.</summary>
    /// <param name="name">What no other network is called.</param>
    /// <param name="machines">How many.</param>
    /// <exception cref="NotSupportedException">This user or this system makes no networks; the message has what <c>ip</c> says.</exception>
    public static async Task<Network> CreateAsync(string name, int machines)
    {
        var network = new Network(name);
        try
        {
            await network.AddSwitchAsync();
            for (var number = 1; number <= machines; number++)
                await network.AddMachineAsync(number);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Pulls the cable out of the switch. Nobody is told: both its ends keep their carrier, and what is sent is lost without an error.</summary>
    public Task UnplugAsync(Machine machine) => SetAsync(machine, false, "nomaster");

    public Task PlugAsync(Machine machine) => SetAsync(machine, true, "master", Switch);

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _made)
            await IpAsync("netns", "delete", name);
        _made.Clear();
    }

    /// <summary>The first that is made: what fails here is not to be had, and what fails later is wrong.</summary>
    private async Task AddSwitchAsync()
    {
        try
        {
            await AddNamespaceAsync(_hub);
            await IpAsync("-n", _hub, "link", "add", Switch, "type", "bridge");
            await IpAsync("-n", _hub, "link", "set", Switch, "up");
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            throw new NotSupportedException(exception.Message, exception);
        }
    }

    private async Task AddMachineAsync(int number)
    {
        var machine = new Namespace($"{_hub}-{number}", $"silo{number}", new IPAddress([10, 0, 0, (byte)number]));
        await AddNamespaceAsync(machine.Name);
        await IpAsync("-n", machine.Name, "link", "set", "lo", "up");
        await IpAsync("-n", _hub, "link", "add", machine.Port, "type", "veth", "peer", "name", Cable, "netns", machine.Name);
        await IpAsync("-n", _hub, "link", "set", machine.Port, "master", Switch, "up");
        await IpAsync("-n", machine.Name, "address", "add", $"{machine.Address}/24", "dev", Cable);
        await IpAsync("-n", machine.Name, "link", "set", Cable, "up");
        _machines.Add(machine);
    }

    private async Task AddNamespaceAsync(string name)
    {
        await IpAsync("netns", "add", name);
        _made.Add(name);
    }

    private async Task SetAsync(Machine machine, bool isPlugged, params string[] port)
    {
        var plugged = _machines.Single(each => each == machine);
        await IpAsync(["-n", _hub, "link", "set", plugged.Port, .. port]);
        plugged.Keep(isPlugged);
    }

    private static async Task IpAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {said.ReplaceLineEndings(" ").Trim()}");
    }
}
