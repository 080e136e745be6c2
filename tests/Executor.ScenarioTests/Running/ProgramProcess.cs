using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Executor.ScenarioTests.Running;

/// <summary>A program of the product in a process of its own; what it prints is kept.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    /// <summary>Many start at once and none lives long: what is compiled quickly is worth more than what runs quickly. Numbers are hexadecimal.</summary>
    private static readonly Dictionary<string, string> ShortLived = new()
    {
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_TC_QuickJitForLoops"] = "1",
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_TC_CallCountThreshold"] = "400",
        ["DOTNET_TC_CallCountingDelayMs"] = "2000",
    };

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Lock _gate = new();

    private ProgramProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Everything it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_gate)
                return _output.ToString();
        }
    }

    /// <summary>Number of the process.</summary>
    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the program that stands beside the tests.</summary>
    public static ProgramProcess Start(string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{program}.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in ShortLived)
            start.Environment[name] = value;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new ProgramProcess(Process.Start(start)!);
    }

    /// <summary>A port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>SIGKILL: nothing is stored, said or closed any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public async Task<int> ExitedAsync()
    {
        await Eventually.TrueAsync(() => Task.FromResult(_process.HasExited), () => Output);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken); // until the last line is read too
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_gate)
            _output.AppendLine(line);
    }
}
