using System.Globalization;
using System.Text.RegularExpressions;

namespace Executor.TestServers;

/// <summary>The emulator of Azure storage, on free ports; what it is given lives in a folder of its own.</summary>
internal sealed partial class AzuriteServer : IAsyncDisposable
{
    /// <summary>Account and key that the emulator is known by everywhere; no secret.</summary>
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly string _folder;
    private readonly Dictionary<string, string> _addresses;
    private ServerProcess _process;

    private AzuriteServer(ServerProcess process, string folder) =>
        (_process, _folder, _addresses) = (process, folder, Listening().Matches(process.Output).ToDictionary(match => match.Groups["service"].Value, match => match.Groups["address"].Value));

    /// <summary>What a client connects with.</summary>
    public string ConnectionString => With(Key);

    /// <summary>The connection string with another key.</summary>
    public string With(string key) => Text(key, Address("Blob"), Address("Table"));

    public int BlobPort => Port("Blob");

    public int TablePort => Port("Table");

    /// <summary>The connection string of a client to whom the server is at other ports.</summary>
    public static string At(int blobs, int tables) =>
        Text(Key, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{blobs}"), string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{tables}"));

    public static async Task<AzuriteServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("executor-azurite-").FullName;
        return new AzuriteServer(await RunAsync(folder, _ => "0"), folder);
    }

    /// <summary>Ends the server; what it was given stays.</summary>
    public ValueTask StopAsync() => _process.DisposeAsync();

    /// <summary>Starts a stopped server again, at the same ports, with what it had.</summary>
    public async Task StartAgainAsync() =>
        _process = await RunAsync(_folder, service => Port(service).ToString(CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Task<ServerProcess> RunAsync(string folder, Func<string, string> port)
    {
        string[] arguments =
        [
            "--location", folder, "--silent", "--disableTelemetry", "--skipApiVersionCheck",
            "--blobPort", port("Blob"), "--queuePort", port("Queue"), "--tablePort", port("Table"),
        ];
        return ServerProcess.StartAsync(
            Path.Combine(ServerProcess.Folder, "node_modules", ".bin", "azurite"), arguments, folder, output => Listening().Count(output) == 3);
    }

    private static string Text(string key, string blobs, string tables) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={key};BlobEndpoint={blobs}/{Account};TableEndpoint={tables}/{Account};";

    private string Address(string service) => _addresses[service];

    private int Port(string service) => new Uri(Address(service)).Port;

    [GeneratedRegex(@"Azurite (?<service>\w+) service is successfully listening at (?<address>http://[\d.:]+)")]
    private static partial Regex Listening();
}
