using System.Net;
using System.Runtime.InteropServices;
using Executor.Soak.Running;

namespace Executor.ClusterTests.Running;

/// <summary>A machine with a network of its own: a namespace of Linux, with a loopback that nobody else sees and a cable to the switch of its <see cref="Network"/>.</summary>
/// <param name="name">Its name, as <c>ip netns</c> knows it.</param>
/// <param name="port">The end of its cable at the switch.</param>
/// <param name="address">Its address at the switch.</param>
internal sealed class Namespace(string name, string port, IPAddress address) : Machine
{
    private const int OfNetwork = 0x40000000;
    private bool _isPlugged = true;

    public string Name { get; } = name;

    public string Port { get; } = port;

    public override IPAddress Address { get; } = address;

    public override bool IsPlugged => _isPlugged;

    /// <summary>Remembers what the network has done with its cable.</summary>
    public void Keep(bool isPlugged) => _isPlugged = isPlugged;

    /// <summary>Only a thread enters a namespace, and what it makes belongs there: so each work has one, which ends with it and never serves anybody else.</summary>
    public override T Do<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>();
        new Thread(() =>
        {
            try
            {
                Enter();
                done.SetResult(work());
            }
#pragma warning disable CA1031 // whoever waits gets it
            catch (Exception exception)
#pragma warning restore CA1031
            {
                done.SetException(exception);
            }
        }).Start();
        return done.Task.GetAwaiter().GetResult();
    }

    private void Enter()
    {
        using var file = File.OpenHandle(Path.Combine("/run/netns", Name), share: FileShare.ReadWrite);
        if (SetNamespace(file, OfNetwork) != 0)
            throw new InvalidOperationException($"{Name} cannot be entered: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [DllImport("libc", EntryPoint = "setns", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetNamespace(SafeHandle file, int kind);
}
