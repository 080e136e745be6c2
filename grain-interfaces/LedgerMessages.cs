using System.Collections.Immutable;
using System.Text.Json;
using Executor.Core.Ledger;

namespace Executor.GrainInterfaces;

/// <summary>A page of the trade ledger.</summary>
[GenerateSerializer, Immutable, Alias("Executor.LedgerPage")]
public sealed record LedgerPage
{
    /// <summary>Trades of the page, oldest first; may be empty.</summary>
    [Id(0)] public required ImmutableArray<TradeRecord> Records { get; init; }

    /// <summary>Number of the page after this one; null: there is none.</summary>
    [Id(1)] public int? Next { get; init; }
}

/// <summary>Wire form of <see cref="TradeRecord"/>: the document that is also exported.</summary>
[GenerateSerializer, Immutable, Alias("Executor.TradeRecordSurrogate")]
public struct TradeRecordSurrogate
{
    [Id(0)] internal string Document;
}

/// <summary>Converts <see cref="TradeRecord"/>.</summary>
[RegisterConverter]
public sealed class TradeRecordConverter : IConverter<TradeRecord, TradeRecordSurrogate>
{
    /// <inheritdoc />
    public TradeRecord ConvertFromSurrogate(in TradeRecordSurrogate surrogate) =>
        JsonSerializer.Deserialize(surrogate.Document, LedgerJson.Default.TradeRecord) ?? throw new JsonException("A trade record is null.");

    /// <inheritdoc />
    public TradeRecordSurrogate ConvertToSurrogate(in TradeRecord value) => new() { Document = JsonSerializer.Serialize(value, LedgerJson.Default.TradeRecord) };
}

/// <summary>Wire form of <see cref="MonthlySummary"/>.</summary>
[GenerateSerializer, Immutable, Alias("Executor.MonthlySummarySurrogate")]
public struct MonthlySummarySurrogate
{
    [Id(0)] internal string Document;
}

/// <summary>Converts <see cref="MonthlySummary"/>.</summary>
[RegisterConverter]
public sealed class MonthlySummaryConverter : IConverter<MonthlySummary, MonthlySummarySurrogate>
{
    /// <inheritdoc />
    public MonthlySummary ConvertFromSurrogate(in MonthlySummarySurrogate surrogate) =>
        JsonSerializer.Deserialize(surrogate.Document, LedgerJson.Default.MonthlySummary) ?? throw new JsonException("A summary is null.");

    /// <inheritdoc />
    public MonthlySummarySurrogate ConvertToSurrogate(in MonthlySummary value) =>
        new() { Document = JsonSerializer.Serialize(value, LedgerJson.Default.MonthlySummary) };
}

/// <summary>Wire form of <see cref="LedgerMonth"/>.</summary>
[GenerateSerializer, Immutable, Alias("Executor.LedgerMonthSurrogate")]
public struct LedgerMonthSurrogate
{
    [Id(0)] internal int Year;
    [Id(1)] internal int Month;
}

/// <summary>Converts <see cref="LedgerMonth"/>.</summary>
[RegisterConverter]
public sealed class LedgerMonthConverter : IConverter<LedgerMonth, LedgerMonthSurrogate>
{
    /// <inheritdoc />
    public LedgerMonth ConvertFromSurrogate(in LedgerMonthSurrogate surrogate) => new(surrogate.Year, surrogate.Month);

    /// <inheritdoc />
    public LedgerMonthSurrogate ConvertToSurrogate(in LedgerMonth value) => new() { Year = value.Year, Month = value.Month };
}
