using System.Collections.Immutable;
using System.Net.Http.Json;
using Executor.Simulator.Server.History;

namespace Executor.BooksAudit;

/// <summary>Reads what a simulator's history has that was not read before; the address of <paramref name="simulator"/> is its base address.</summary>
public sealed class HistoryReader(HttpClient simulator)
{
    private const int Page = 5_000;
    private long _read;

    /// <summary>The rows that are new, oldest first.</summary>
    /// <exception cref="HttpRequestException">The simulator does not answer, or does not keep all of them any more.</exception>
    public async Task<ImmutableArray<HistoryRow>> ReadAsync(CancellationToken cancellationToken)
    {
        var rows = ImmutableArray.CreateBuilder<HistoryRow>();
        while (true)
        {
            var page = await simulator.GetFromJsonAsync(
                FormattableString.Invariant($"/_sim/history?since={_read}&limit={Page}"), HistoryJson.Default.ImmutableArrayHistoryRow, cancellationToken);
            rows.AddRange(page);
            if (page.Length > 0)
                _read = page[^1].Number;
            if (page.Length < Page)
                return rows.ToImmutable();
        }
    }
}
