using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Executor.Core.Explaining;

namespace Executor.Silo.Explaining;

/// <summary>An explanation for people and for programs.</summary>
internal static class ExplanationText
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void WriteText(TextWriter output, Explanation explanation)
    {
        output.WriteLine($"{explanation.Symbol} {explanation.TradeKey}");
        foreach (var step in explanation.Steps)
        {
            var happened = step.Event;
            output.WriteLine();
            output.WriteLine($"{happened.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)}  {happened.Name}");
            output.WriteLine($"    why      {Printable(happened.Reason)}");
            if (step.Rule is { } rule)
                output.WriteLine($"    rule     {rule}");
            if (!happened.Fields.IsEmpty)
                output.WriteLine($"    figures  {Printable(string.Join(' ', happened.Fields.Select(field => $"{field.Name}={field.Value}")))}");
            foreach (var figure in step.Figures)
            {
                output.WriteLine(figure.Agrees
                    ? string.Create(CultureInfo.InvariantCulture, $"    agrees   {figure.Name} = {figure.Recorded} from {figure.From}")
                    : string.Create(CultureInfo.InvariantCulture, $"    DIFFERS  {figure.Name}: recorded {figure.Recorded}, computed {figure.Recomputed} from {figure.From}"));
            }
        }

        output.WriteLine();
        foreach (var gap in explanation.Gaps)
            output.WriteLine($"not computed again: {gap}");
        var figures = explanation.Steps.SelectMany(step => step.Figures).ToList();
        output.WriteLine($"{figures.Count} figure(s) computed again, {figures.Count(figure => !figure.Agrees)} differ(s).");
    }

    public static void WriteJson(Stream output, Explanation explanation)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteString("symbol", explanation.Symbol);
            json.WriteString("tradeKey", explanation.TradeKey);
            json.WriteBoolean("agrees", explanation.Agrees);
            json.WriteStartArray("steps");
            foreach (var step in explanation.Steps)
                WriteStep(json, step);
            json.WriteEndArray();
            json.WriteStartArray("gaps");
            foreach (var gap in explanation.Gaps)
                json.WriteStringValue(gap);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteStep(Utf8JsonWriter json, ExplainedStep step)
    {
        json.WriteStartObject();
        json.WriteNumber("seq", step.Event.Sequence);
        json.WriteString("at", step.Event.At);
        json.WriteString("event", step.Event.Name);
        json.WriteString("reason", step.Event.Reason);
        json.WriteString("rule", step.Rule);
        json.WriteStartObject("fields");
        foreach (var field in step.Event.Fields.DistinctBy(field => field.Name))
            json.WriteString(field.Name, field.Value);
        json.WriteEndObject();
        json.WriteStartArray("figures");
        foreach (var figure in step.Figures)
        {
            json.WriteStartObject();
            json.WriteString("name", figure.Name);
            json.WriteNumber("recorded", figure.Recorded);
            json.WriteNumber("recomputed", figure.Recomputed);
            json.WriteBoolean("agrees", figure.Agrees);
            json.WriteString("from", figure.From);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A journal may quote what others sent: it must not steer the terminal.</summary>
    private static string Printable(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));
}
