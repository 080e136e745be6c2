using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Executor.TestServers;

namespace Executor.ClientTests;

/// <summary>The simulator as a process, with one customer and one market for each client, so that they do not disturb each other.</summary>
public sealed class Simulator : IAsyncLifetime
{
    private const int IdLength = 64;

    /// <summary>Of the private key in the exchange's logon example.</summary>
    private const string Ed25519PublicKey = "MCowBQYDK2VwAyEAGUIKv9dSpWXBViXp2m6vAIb8QMFJYBgyFEQsFJlqgA0=";

    private readonly string _folder = Directory.CreateTempSubdirectory("executor-clients-").FullName;
    private ServerProcess? _process;

    /// <summary>Where the clients and their tests are.</summary>
    public static string ClientsFolder => Path.Combine(ServerProcess.Folder, "..", "clients");

    /// <summary>Its address.</summary>
    public string Address { get; private set; } = "";

    /// <summary>File of the RSA key of all customers, made for this run.</summary>
    public string RsaKeyFile => Path.Combine(_folder, "rsa.pem");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        using var rsa = RSA.Create(2_048);
        await File.WriteAllTextAsync(RsaKeyFile, rsa.ExportPkcs8PrivateKeyPem());
        var publicKey = rsa.ExportSubjectPublicKeyInfoPem();
        var scenario = Path.Combine(_folder, "scenario.json");
        await File.WriteAllTextAsync(scenario, JsonSerializer.Serialize(new
        {
            seed = 7,
            customers = new[] { Customer("ccxt", "BTCUSDT", publicKey), Customer("binance", "ETHUSDT", publicKey), Customer("spot", "SOLUSDT", publicKey), Customer("others", "BNBUSDT", publicKey) },
        }));
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        _process = await ServerProcess.StartAsync(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Executor.Simulator.dll"), "--urls", Address, "--memory", "--still", "--scenario", scenario],
            _folder, output => output.Contains("Now listening on", StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static object Customer(string name, string symbol, string rsaKey) => new
    {
        name,
        spot = new Dictionary<string, decimal> { ["USDT"] = 100_000m, ["BTC"] = 1m, ["ETH"] = 20m, ["SOL"] = 500m, ["BNB"] = 10m },
        cross = new Dictionary<string, decimal> { ["USDT"] = 50_000m },
        isolated = new Dictionary<string, Dictionary<string, decimal>> { [symbol] = new() { ["USDT"] = 20_000m } },
        keys = new object[]
        {
            new { key = Padded($"{name}HmacKey"), secret = Padded($"{name}HmacSecret") },
            new { key = Padded($"{name}Ed25519Key"), publicKey = Ed25519PublicKey },
            new { key = Padded($"{name}RsaKey"), publicKey = rsaKey },
        },
    };

    private static string Padded(string text) => text.PadRight(IdLength, '0');

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
