using System.Net.Http.Json;
using System.Text.Json;

namespace Executor.ScenarioTests.Running;

/// <summary>The simulated exchange as a process, with markets that move by hand alone, and its control API.</summary>
internal sealed partial class SimulatorProcess : IAsyncDisposable
{
    /// <summary>Key and secret of its customer <c>main</c>: the example of the exchange's own documentation.</summary>
    public const string Key = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
    public const string Secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";

    private readonly ProgramProcess _process;
    private readonly HttpClient _client;

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

    private async Task<JsonDocument> PostAsync(string path, object body)
    {
        using var answer = await _client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return JsonDocument.Parse(text.Length == 0 ? "{}" : text);
    }

    private async Task DeleteAsync(string path)
    {
        using var answer = await _client.DeleteAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, path);
    }

    private async Task<JsonDocument> GetAsync(string path) =>
        JsonDocument.Parse(await _client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));
}
