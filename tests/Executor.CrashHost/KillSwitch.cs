using System.Runtime.InteropServices;

namespace Executor.CrashHost;

/// <summary>Ends this process, without any clean-up, at the n-th passage of a point.</summary>
internal sealed class KillSwitch(KillPoint point, int passage)
{
    private const int SigKill = 9;

    private int _passages;
    private volatile bool _isArmed;

    /// <summary>Passages count from here.</summary>
    public void Arm() => _isArmed = true;

    public void Pass(KillPoint here)
    {
        if (_isArmed && here == point && Interlocked.Increment(ref _passages) == passage)
            Kill();
    }

    private static void Kill()
    {
        if (SendSignal(Environment.ProcessId, SigKill) != 0)
            throw new InvalidOperationException($"kill failed: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
