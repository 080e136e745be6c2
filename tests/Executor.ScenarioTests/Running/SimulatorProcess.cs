using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Executor.ScenarioTests.Running;

/// <summary>The simulated exchange as a process, with markets that move by hand alone, and its control API.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    /// <summary>Key and secret of its customer <c>main</c>: the example of the exchange's own documentation.</summary>
    public const string Key = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
    public const string Secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";

    private readonly ProgramProcess _process;
    private readonly HttpClient _client;
    private bool _isUp;

    private SimulatorProcess(ProgramProcess process, Uri address)
    {
        _process = process;
        Address = address;
        _client = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    public string Output => _process.Output;

    public static async Task<SimulatorProcess> StartAsync(string folder)
    {
        var address = new Uri($"http://127.0.0.1:{ProgramProcess.FreePort()}");
        var process = ProgramProcess.Start(
            "Executor.Simulator", ["--urls", address.GetLeftPart(UriPartial.Authority), "--memory", "--still"], folder, new Dictionary<string, string>());
        var simulator = new SimulatorProcess(process, address);
        await Eventually.TrueAsync(simulator.AnswersAsync, () => process.Output);
        return simulator;
    }

    /// <summary>Price walks to a level; every order on the way reacts at its own price.</summary>
    public async Task MoveAsync(string symbol, decimal price) =>
        await PostAsync($"/_sim/markets/{symbol}/price", new { price, move = "Sweep" });

    /// <summary>One trade a tick beside the last: the market is alive and goes nowhere.</summary>
    public Task BreatheAsync(string symbol, decimal around)
    {
        _isUp = !_isUp;
        return MoveAsync(symbol, around + (_isUp ? 0.01m : 0m));
    }

    /// <summary>Every order of customer <c>main</c> on a symbol that was ever accepted.</summary>
    public async Task<IReadOnlyList<SimulatedOrder>> OrdersAsync(string symbol)
    {
        using var ledger = await GetAsync($"/_sim/ledger?customer=main&symbol={symbol}");
        return
        [
            .. ledger.RootElement.EnumerateArray().Select(row => row.GetProperty("order")).Select(order => new SimulatedOrder(
                order.GetProperty("clientOrderId").GetString()!, order.GetProperty("side").GetString()!, order.GetProperty("type").GetString()!,
                order.GetProperty("status").GetString()!, Amount(order, "stopPrice"), Amount(order, "quantity") ?? 0m, Amount(order, "executedQuantity") ?? 0m)),
        ];
    }

    /// <summary>Free, locked and owed amount of an asset of customer <c>main</c>.</summary>
    public async Task<SimulatedBalance> BalanceAsync(string account, string asset)
    {
        using var books = await GetAsync("/_sim/customers/main/books");
        var row = books.RootElement.GetProperty("accounts").EnumerateArray()
            .Where(each => each.GetProperty("account").GetString() == account)
            .SelectMany(each => each.GetProperty("balances").EnumerateArray())
            .First(balance => balance.GetProperty("asset").GetString() == asset);
        return new SimulatedBalance(
            Amount(row, "free") ?? 0m, Amount(row, "locked") ?? 0m, (Amount(row, "borrowed") ?? 0m) + (Amount(row, "interest") ?? 0m));
    }

    /// <summary>Method and path of every request that has arrived, with its parameters.</summary>
    public async Task<IReadOnlyList<string>> RequestsAsync()
    {
        using var requests = await GetAsync("/_sim/requests");
        return [.. requests.RootElement.EnumerateArray().Select(request => request.GetProperty("endpoint").GetString()!)];
    }

    /// <summary>An order that the owner of the account places by hand.</summary>
    public Task PlaceByHandAsync(object order) => PostAsync("/_sim/customers/main/place", order);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return (await _client.GetAsync(new Uri("/api/v3/ping", UriKind.Relative), TestContext.Current.CancellationToken)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task PostAsync(string path, object body)
    {
        using var answer = await _client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<JsonDocument> GetAsync(string path) =>
        JsonDocument.Parse(await _client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));

    private static decimal? Amount(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
        ? value.GetDecimal()
        : value.ValueKind == JsonValueKind.String ? decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture) : null;
}

/// <summary>An order on the simulator's books.</summary>
internal sealed record SimulatedOrder(
    string ClientOrderId, string Side, string Type, string Status, decimal? StopPrice, decimal Quantity, decimal ExecutedQuantity)
{
    public bool Rests => Status is "New" or "PartiallyFilled" or "PendingNew";
}

/// <summary>Amounts of one asset on the simulator's books.</summary>
internal sealed record SimulatedBalance(decimal Free, decimal Locked, decimal Owed)
{
    public decimal Total => Free + Locked;
}
