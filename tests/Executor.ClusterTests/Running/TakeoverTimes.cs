using System.Globalization;

namespace Executor.ClusterTests.Running;

/// <summary>
/// How long positions were without an owner who manages them: from the fault until the exchange has been asked, after the claim of the new owner, for
/// the orders of the symbol. The look of a take-over comes before anything else a new owner does, and its cadences run from then on.
/// </summary>
internal sealed class TakeoverTimes(Cluster cluster)
{
    private readonly Dictionary<string, List<TimeSpan>> _all = new(StringComparer.Ordinal);

    /// <summary>Positions that a silo owns, with their activation.</summary>
    public IReadOnlyDictionary<string, long> OwnedBy(ClusterSilo silo)
    {
        var others = cluster.All.Where(other => other != silo).Select(other => other.Claims()).ToList();
        return silo.Claims().Where(claim => others.All(other => other.GetValueOrDefault(claim.Key) < claim.Value)).ToDictionary();
    }

    /// <summary>Those of some positions that have been claimed since.</summary>
    public IReadOnlyList<string> Claimed(IReadOnlyDictionary<string, long> owned) =>
        [.. owned.Where(position => IsClaimed(position.Key, position.Value)).Select(position => position.Key)];

    /// <summary>What the exchange was asked to change of some symbols after a moment.</summary>
    public async Task<IReadOnlyList<string>> ChangesAsync(DateTimeOffset since, IReadOnlySet<string> symbols) =>
    [
        .. (await RequestsAsync(since)).Where(request => !request.Endpoint.StartsWith("GET", StringComparison.Ordinal) && symbols.Contains(request.Symbol))
            .Select(request => request.ToString()),
    ];

    /// <summary>Waits until others have claimed what was lost and have looked, and keeps how long that took.</summary>
    /// <param name="fault">Name of the fault.</param>
    /// <param name="lost">Positions and their last activation.</param>
    /// <param name="since">When it struck.</param>
    /// <param name="looksFrom">Looks before this moment may be those of the one that was struck; null: it has none.</param>
    public async Task MeasureAsync(string fault, IReadOnlyDictionary<string, long> lost, DateTimeOffset since, DateTimeOffset? looksFrom = null)
    {
        Assert.NotEmpty(lost);
        IReadOnlyDictionary<string, DateTimeOffset> looked = new Dictionary<string, DateTimeOffset>();
        IReadOnlySet<string> closed = new HashSet<string>();
        await ScenarioTests.Running.Eventually.TrueAsync(
            async () =>
            {
                looked = await LooksAsync(looksFrom ?? since);
                if (!lost.All(position => IsClaimed(position.Key, position.Value)))
                    return false;
                if (!lost.Keys.All(looked.ContainsKey))
                    closed = await cluster.ClosedAsync();
                return lost.Keys.All(symbol => looked.ContainsKey(symbol) || closed.Contains(symbol)); // the market may have reached a stop, and nobody looks at what is flat
            },
            () => $"{fault}: not managed again: {string.Join(", ", lost.Keys.Except(looked.Keys).Except(closed))}\n{cluster.Up[0].Output}");
        var times = lost.Keys.Where(looked.ContainsKey).Select(symbol => looked[symbol] - since).ToList();
        if (!_all.TryGetValue(fault, out var known))
            _all[fault] = known = [];
        known.AddRange(times);
    }

    /// <summary>Prints the figures, one line for each fault.</summary>
    public void Print()
    {
        foreach (var (fault, times) in _all.Where(each => each.Value.Count > 0))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"figure: takeover after {fault}: p50 {At(times, 0.5):0.00} s, p99 {At(times, 0.99):0.00} s, longest {times.Max().TotalSeconds:0.00} s, {times.Count} positions"));
        }
    }

    private static double At(List<TimeSpan> times, double share) =>
        times.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(share * times.Count) - 1)).TotalSeconds;

    private bool IsClaimed(string symbol, long before) => cluster.All.Any(silo => silo.Claims().GetValueOrDefault(symbol) > before);

    /// <summary>The first look at each symbol after a moment, as the exchange's own request log has it.</summary>
    private async Task<IReadOnlyDictionary<string, DateTimeOffset>> LooksAsync(DateTimeOffset since) =>
        (await RequestsAsync(since))
            .Where(request => request.Endpoint.EndsWith("openOrders", StringComparison.OrdinalIgnoreCase))
            .GroupBy(look => look.Symbol, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Min(look => look.At), StringComparer.Ordinal);

    /// <summary>What the exchange was asked about a symbol after a moment.</summary>
    private async Task<IReadOnlyList<Request>> RequestsAsync(DateTimeOffset since)
    {
        using var requests = await cluster.Exchange.GetAsync(FormattableString.Invariant($"/requests?since={since:yyyy-MM-ddTHH:mm:ss.fffffffZ}"));
        return
        [
            .. requests.RootElement.EnumerateArray()
                .Where(request => request.GetProperty("parameters").TryGetProperty("symbol", out _))
                .Select(request => new Request(
                    request.GetProperty("at").GetDateTimeOffset(), request.GetProperty("endpoint").GetString()!,
                    request.GetProperty("parameters").GetProperty("symbol").GetString()!))
                .Where(request => request.At > since),
        ];
    }

    private sealed record Request(DateTimeOffset At, string Endpoint, string Symbol);
}
