using System.Diagnostics.CodeAnalysis;

namespace Executor.Silo.Reports;

/// <summary>How trades are written down.</summary>
internal enum ReportFormat
{
    /// <summary>The records as they are, one JSON object a line.</summary>
    Jsonl,

    /// <summary>One row a trade.</summary>
    Csv,

    /// <summary>The original's trade report, one JSON object a line (behaviour 13.4).</summary>
    Original,

    /// <summary>Its reduced variant, for others.</summary>
    Public,

    /// <summary>Summary and table for people (behaviour 13.5).</summary>
    Markdown,
}

/// <summary>Words of <see cref="ReportFormat"/>.</summary>
internal static class ReportFormats
{
    /// <summary>All words, for messages.</summary>
    public const string Words = "jsonl, csv, original, public, markdown";

    public static bool TryParse([NotNullWhen(true)] string? word, out ReportFormat format)
    {
        ReportFormat? found = word?.ToUpperInvariant() switch
        {
            "JSONL" => ReportFormat.Jsonl,
            "CSV" => ReportFormat.Csv,
            "ORIGINAL" => ReportFormat.Original,
            "PUBLIC" => ReportFormat.Public,
            "MARKDOWN" => ReportFormat.Markdown,
            _ => null,
        };
        format = found.GetValueOrDefault();
        return found is not null;
    }

    /// <summary>Media type for HTTP.</summary>
    public static string MediaType(this ReportFormat format) => format switch
    {
        ReportFormat.Jsonl or ReportFormat.Original or ReportFormat.Public => "application/x-ndjson",
        ReportFormat.Csv => "text/csv",
        ReportFormat.Markdown => "text/markdown",
    };
}
