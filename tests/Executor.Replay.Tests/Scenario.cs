using System.Globalization;
using System.Text;
using Executor.Replay.Feed;
using Executor.Replay.Results;
using Executor.Replay.Running;
using Executor.Replay.Settings;
using Executor.Replay.Signals;

namespace Executor.Replay.Tests;

/// <summary>A hand-made feed and log of BTCUSDT. The first row ends at 00:01; without other settings there are no fees and round numbers.</summary>
internal sealed class Scenario : IDisposable
{
    public static readonly DateTimeOffset Midnight = new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("replay-");
    private readonly StringBuilder _feed = new("Timestamp,Trades,TotalQty,AvgSize,BuyQty,SellQty,AvgPrice,ClosePrice,HiPrice,LowPrice\n");
    private readonly StringBuilder _log = new();
    private readonly Dictionary<string, string> _settings = new()
    {
        ["FEE_BPS"] = "0",
        ["QTY_USD"] = "3000",
        ["ENTRY_OFFSET_USD"] = "0",
        ["SL_PCT"] = "0.01",
        ["SWING_MINS"] = "0",
        ["ENTRY_MODE"] = "LIMIT_ONLY",
    };

    public string FeedPath => Path.Combine(_folder.FullName, "aggregated.csv");

    public string LogPath => Path.Combine(_folder.FullName, "deltascout.log");

    /// <summary>Time of the last row.</summary>
    public DateTimeOffset Now { get; private set; } = Midnight;

    public IPositionRules Core { get; init; } = CoreRules.Instance;

    public static DateTimeOffset At(int minute, double second = 0) => Midnight.AddMinutes(minute).AddSeconds(second);

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public Scenario Set(string name, string value)
    {
        _settings[name] = value;
        return this;
    }

    public Scenario Row(decimal high, decimal low, decimal close)
    {
        Now = Now.AddMinutes(1);
        _feed.Append(CultureInfo.InvariantCulture, $"{Now:yyyy-MM-dd'T'HH:mm:ss'Z'},3,1.000000,0.333333,0.600000,0.400000,{close:F2},{close:F2},{high:F2},{low:F2}\n");
        return this;
    }

    public Scenario SkipMinutes(int minutes)
    {
        Now = Now.AddMinutes(minutes);
        return this;
    }

    public Scenario Quiet(int rows, decimal price)
    {
        for (var i = 0; i < rows; i++)
        {
            Row(price, price, price);
        }

        return this;
    }

    /// <summary>A PEAK stamped with the time of the last row, or with another.</summary>
    public Scenario Peak(decimal price, string kind = "long", DateTimeOffset? at = null) => Log(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"source":"DeltaScout","action":"PEAK","ts":"{{at ?? Now:yyyy-MM-dd'T'HH:mm:ss'Z'}}","kind":"{{kind}}","price":{{price}}}"""));

    public Scenario Log(string line)
    {
        _log.Append(line).Append('\n');
        return this;
    }

    public void WriteFiles()
    {
        File.WriteAllText(FeedPath, _feed.ToString());
        File.WriteAllText(LogPath, _log.ToString());
        File.WriteAllLines(PathOf("settings"), _settings.Select(setting => $"{setting.Key}={setting.Value}"));
    }

    /// <summary>Replays with the safety checks on.</summary>
    public ReplayResult Run()
    {
        WriteFiles();
        var settings = ReplaySettings.Read(_settings, "BTCUSDT");
        using var feed = FeedFile.Open(FeedPath);
        var log = SignalFile.Read(LogPath, settings.Symbol.Settings);
        return ReplayRunner.Run(feed, log, settings, isChecked: true, Core, progress: null, TestContext.Current.CancellationToken);
    }

    /// <summary>Replays as the command line does.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunCommandAsync(bool html = false, bool baseline = false)
    {
        WriteFiles();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await ReplayCommand.RunAsync(
            new ReplayArguments
            {
                Signals = LogPath,
                Feed = FeedPath,
                Symbol = "BTCUSDT",
                Settings = PathOf("settings"),
                Json = PathOf("out.json"),
                Html = html ? PathOf("out.html") : null,
                Check = true,
                Baseline = baseline,
            },
            output,
            error,
            TimeProvider.System,
            Core,
            TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), error.ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
