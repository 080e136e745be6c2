using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Executor.CrashHost;

namespace Executor.CrashTests;

/// <summary>One life of the host.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const string Settled = "settled ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private HostProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_log)
                _log.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
    }

    public static HostProcess Start(string folder, KillPoint point, int passage, ulong seed)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Executor.CrashHost.dll"), folder, point.ToString(),
            passage.ToString(CultureInfo.InvariantCulture), seed.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return new HostProcess(Process.Start(start)!);
    }

    /// <summary>Waits until the position stands still, and gives what it says of itself.</summary>
    public async Task<Summary> SettledAsync()
    {
        while (await InTimeAsync(token => _process.StandardOutput.ReadLineAsync(token).AsTask(), "settle") is { } line)
        {
            if (line.StartsWith(Settled, StringComparison.Ordinal))
                return JsonSerializer.Deserialize<Summary>(line[Settled.Length..])!;
        }
        throw new InvalidOperationException($"The host ended before it had settled.\n{Log}");
    }

    /// <summary>Lets it trade; it will die.</summary>
    public Task GoAsync() => SayAsync("go");

    /// <summary>Ends it in order.</summary>
    public async Task StopAsync()
    {
        await SayAsync("stop");
        await ExitedAsync("stop");
    }

    /// <summary>Kills it at a moment that has nothing to do with what it is doing: the moment is the subject, nothing is waited for.</summary>
    public async Task KillAfterAsync(TimeSpan moment)
    {
        using var timer = new PeriodicTimer(moment);
        await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        _process.Kill();
    }

    /// <summary>Waits for its death and makes sure that it was one.</summary>
    public async Task DeadAsync()
    {
        await ExitedAsync("die");
        Assert.True(_process.ExitCode == 137, $"The host ended with {_process.ExitCode} instead of being killed.\n{Log}");
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

    private string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    private async Task SayAsync(string word)
    {
        await _process.StandardInput.WriteLineAsync(word);
        await _process.StandardInput.FlushAsync();
    }

    private Task<bool> ExitedAsync(string what) => InTimeAsync(
        async token =>
        {
            await _process.WaitForExitAsync(token);
            return true;
        },
        what);

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> act, string what)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await act(limit.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The host did not {what} within {Patience}.\n{Log}");
        }
    }
}
