using System.Text.RegularExpressions;

namespace Executor.TestServers;

/// <summary>The emulator of Azure storage, without anything on the disk, on free ports.</summary>
internal sealed partial class AzuriteServer : IAsyncDisposable
{
    /// <summary>Account and key that the emulator is known by everywhere; no secret.</summary>
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly ServerProcess _process;
    private readonly string _folder;

    private AzuriteServer(ServerProcess process, string folder) => (_process, _folder) = (process, folder);

    /// <summary>What a client connects with.</summary>
    public string ConnectionString => With(Key);

    /// <summary>The connection string with another key.</summary>
    public string With(string key) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={key};"
        + $"BlobEndpoint={Address("Blob")}/{Account};TableEndpoint={Address("Table")}/{Account};";

    public static async Task<AzuriteServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("executor-azurite-").FullName;
        string[] arguments =
        [
            "--inMemoryPersistence", "--silent", "--disableTelemetry", "--skipApiVersionCheck",
            "--blobPort", "0", "--queuePort", "0", "--tablePort", "0",
        ];
        var process = await ServerProcess.StartAsync(
            Path.Combine(ServerProcess.Folder, "node_modules", ".bin", "azurite"), arguments, folder, output => Listening().Count(output) == 3);
        return new AzuriteServer(process, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string Address(string service) =>
        Listening().Matches(_process.Output).First(match => match.Groups["service"].Value == service).Groups["address"].Value;

    [GeneratedRegex(@"Azurite (?<service>\w+) service is successfully listening at (?<address>http://[\d.:]+)")]
    private static partial Regex Listening();
}
