using System.Diagnostics;
using System.Text;

namespace Executor.TestServers;

/// <summary>A server of a test run. It ends with this process, however that one dies.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Predicate<string> _isReady;

    private ServerProcess(Process process, Predicate<string> isReady) => (_process, _isReady) = (process, isReady);

    /// <summary>Everything that it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts a program of <c>tests/servers</c> or of the system and waits until what it prints says that it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended, or did not get ready in time; the message has what it printed.</exception>
    public static async Task<ServerProcess> StartAsync(string program, IEnumerable<string> arguments, string folder, Predicate<string> isReady)
    {
        var start = new ProcessStartInfo(Path.Combine(Folder, "until-stdin-ends.sh"), [program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true }, isReady);
        server._process.OutputDataReceived += (_, line) => server.Heard(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Heard(line.Data);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        try
        {
            await server._ready.Task.WaitAsync(StartPatience);
            return server;
        }
        catch (Exception exception)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"{program} did not start. Has tests/servers/install.sh been run? It printed:\n{server.Output}", exception);
        }
    }

    /// <summary>Folder of the servers in the repository.</summary>
    public static string Folder { get; } = Find();

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Heard(string? line)
    {
        if (line is null)
            return;
        string all;
        lock (_output)
            all = _output.AppendLine(line).ToString();
        if (_isReady(all))
            _ready.TrySetResult();
        else if (line.Contains("Address already in use", StringComparison.Ordinal) || line.Contains("not found", StringComparison.Ordinal))
            _ready.TrySetException(new IOException(line));
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var servers = Path.Combine(folder.FullName, "tests", "servers");
            if (File.Exists(Path.Combine(servers, "package.json")))
                return servers;
        }
        throw new InvalidOperationException($"No tests/servers above {AppContext.BaseDirectory}.");
    }
}
