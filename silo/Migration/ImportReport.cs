using System.Text.Encodings.Web;
using System.Text.Json;
using Executor.Core.Migration;

namespace Executor.Silo.Migration;

/// <summary>What an import did, or would do, for people and for programs.</summary>
internal sealed record ImportReport
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Full path of the file.</summary>
    public required string File { get; init; }

    /// <summary>What was read.</summary>
    public required ImportResult Result { get; init; }

    /// <summary>How it compares with what is stored; null when it was refused already.</summary>
    public required ImportVerdict? Verdict { get; init; }

    /// <summary>True when it was written.</summary>
    public required bool IsApplied { get; init; }

    public string Conclusion => Verdict switch
    {
        null => $"Refused: {Result.Refused.Length} field(s) have to be put right first. Nothing was written.",
        ImportVerdict.AlreadyDone done => $"This file was imported at {done.At:u}. Nothing was changed.",
        ImportVerdict.Refused refused => $"Refused: {refused.Why} Nothing was written.",
        ImportVerdict.Write when IsApplied => "Written. Start the executor: it looks at the exchange before it sends anything.",
        ImportVerdict.Write => "Dry run: nothing was written. Stop the original for good, then repeat with --apply.",
        _ => throw new System.Diagnostics.UnreachableException($"{Verdict.GetType().Name} is no verdict."),
    };

    public void WriteTable(TextWriter output)
    {
        output.WriteLine($"{File} for {Result.Symbol} (SHA-256 {Result.Fingerprint[..16]}...)");
        var width = Result.Fields.Select(field => field.Path.Length).DefaultIfEmpty(0).Max();
        foreach (var outcome in (FieldOutcome[])[FieldOutcome.Refused, FieldOutcome.Unknown, FieldOutcome.Changed, FieldOutcome.Used, FieldOutcome.Ignored])
        {
            foreach (var field in Result.Fields.Where(field => field.Outcome == outcome))
                output.WriteLine(Printable($"{Word(outcome),-8} {field.Path.PadRight(width)}  {field.Value}{(field.Note.Length > 0 ? $"  ({field.Note})" : string.Empty)}"));
        }

        if (Result.State is { } state)
        {
            output.WriteLine(state.Trade is { } trade
                ? $"=> {state.Status}: {trade.Key} {trade.Plan.Side} {trade.Plan.Quantity} at {trade.Plan.Entry}, stop {trade.Legs.Select(leg => leg.StopPrice).FirstOrDefault(trade.Plan.Stop)}"
                : $"=> {state.Status}");
            output.WriteLine($"=> {Result.Signals!.Count} signal(s) seen, newest {Result.Signals.Watermark?.ToString("u") ?? "unknown"}");
        }

        output.WriteLine(Conclusion);
    }

    public void WriteJson(Stream output)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteString("file", File);
            json.WriteString("symbol", Result.Symbol);
            json.WriteString("fingerprint", Result.Fingerprint);
            json.WriteString("verdict", Verdict is null ? "Refused" : Verdict.GetType().Name);
            json.WriteBoolean("applied", IsApplied);
            json.WriteString("conclusion", Conclusion);
            json.WriteString("status", Result.State?.Status.ToString());
            json.WriteString("tradeKey", Result.State?.Trade?.Key);
            json.WriteStartArray("fields");
            foreach (var field in Result.Fields)
            {
                json.WriteStartObject();
                json.WriteString("path", field.Path);
                json.WriteString("outcome", Word(field.Outcome));
                json.WriteString("value", field.Value);
                json.WriteString("note", field.Note);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static string Word(FieldOutcome outcome) => outcome switch
    {
        FieldOutcome.Used => "used",
        FieldOutcome.Changed => "changed",
        FieldOutcome.Ignored => "ignored",
        FieldOutcome.Unknown => "unknown",
        FieldOutcome.Refused => "refused",
    };

    /// <summary>The file may hold anything: it must not steer the terminal.</summary>
    private static string Printable(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));
}
