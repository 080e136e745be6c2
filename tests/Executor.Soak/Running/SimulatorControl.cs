using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Executor.ScenarioTests.Running;
using Executor.Core.Exchange;
using Executor.Simulator.Server.Scenarios;

namespace Executor.Soak.Running;

/// <summary>The simulated exchange as a process, with the markets of a roster and funds on every wallet of it.</summary>
internal sealed class SimulatorControl : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private const decimal Funds = 1_000_000m;

    private readonly ProgramProcess _process;

    private SimulatorControl(ProgramProcess process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; }

    public string Address => Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    public int Id => _process.Id;

    /// <summary>Starts it with the markets of a roster.</summary>
    /// <param name="folder">For its scenario.</param>
    /// <param name="roster">The markets.</param>
    /// <param name="seed">Of its chance.</param>
    /// <param name="weight">Request weight a minute that it allows; null: as much as Binance.</param>
    public static async Task<SimulatorControl> StartAsync(string folder, IReadOnlyList<TradedSymbol> roster, ulong seed, int? weight = null)
    {
        var file = Path.Combine(folder, "scenario.json");
        await File.WriteAllTextAsync(file, ScenarioOf(roster, seed, weight ?? new LimitScenario().Weight));
        var address = new Uri($"http://127.0.0.1:{ProgramProcess.FreePort()}");
        string[] arguments = ["--urls", address.GetLeftPart(UriPartial.Authority), "--memory", "--still", "--scenario", file];
        var control = new SimulatorControl(ProgramProcess.Start("Executor.Simulator", arguments, folder, new Dictionary<string, string>()), address);
        await Eventually.TrueAsync(control.AnswersAsync, () => control._process.Output);
        return control;
    }

    public async Task PostAsync<T>(string path, T body)
    {
        using var answer = await Http.PostAsJsonAsync("/_sim" + path, body, Json);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path}: {await answer.Content.ReadAsStringAsync()}");
    }

    public async Task<JsonDocument> GetAsync(string path) => JsonDocument.Parse(await Http.GetStringAsync("/_sim" + path));

    public async Task EndFaultsAsync() => (await Http.DeleteAsync("/_sim/faults")).EnsureSuccessStatusCode().Dispose();

    /// <summary>Last prices by symbol.</summary>
    public async Task<IReadOnlyDictionary<string, decimal>> PricesAsync()
    {
        using var markets = await GetAsync("/markets");
        return markets.RootElement.EnumerateArray().ToDictionary(market => market.GetProperty("symbol").GetString()!, market => market.GetProperty("last").GetDecimal());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _process.DisposeAsync();
    }

    private static string ScenarioOf(IReadOnlyList<TradedSymbol> roster, ulong seed, int weight)
    {
        var isolated = roster.Where(symbol => symbol.Account == TradingAccount.IsolatedMargin);
        var usdt = new Dictionary<string, decimal> { ["USDT"] = Funds };
        return JsonSerializer.Serialize(new
        {
            seed,
            limits = new { weight },
            markets = roster.Select(symbol => new
            {
                symbol = symbol.Name, price = symbol.Price, priceDecimals = symbol.PriceDecimals, lotStep = symbol.LotStep, minNotional = 5, spreadTicks = 1, margin = true,
            }),
            customers = new[]
            {
                new
                {
                    name = "main", spot = usdt, cross = usdt, isolated = isolated.ToDictionary(symbol => symbol.Name, _ => usdt),
                    keys = new[] { new { key = DefaultScenario.HmacKey, secret = DefaultScenario.HmacSecret } },
                },
            },
        });
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return (await Http.GetAsync(new Uri("/api/v3/ping", UriKind.Relative))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
