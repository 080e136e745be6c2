using System.Collections.Immutable;
using System.Globalization;
using Executor.Core.Journal;

namespace Executor.Core.Explaining;

/// <summary>Reads the figures of a journal event, and collects those that were computed again.</summary>
internal sealed class Figures(JournalEvent happened)
{
    private readonly ImmutableArray<ComparedFigure>.Builder _compared = ImmutableArray.CreateBuilder<ComparedFigure>();

    public ImmutableArray<ComparedFigure> Compared => _compared.ToImmutable();

    public string? Text(string name) => happened.Fields.FirstOrDefault(field => field.Name == name)?.Value;

    public decimal? Number(string name) =>
        decimal.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public DateTimeOffset? Time(string name) =>
        DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    /// <summary>Compares the figure <paramref name="name"/> with <paramref name="recomputed"/>; nothing happens when one of them is missing.</summary>
    public void Compare(string name, decimal? recomputed, FormattableString from)
    {
        if (Number(name) is { } recorded && recomputed is { } number)
        {
            _compared.Add(new ComparedFigure(name, recorded, number, from.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
