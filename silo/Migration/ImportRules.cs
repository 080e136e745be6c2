using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Core.Settings;
using Executor.Silo.Configuration;
using Executor.Simulator.Paper;

namespace Executor.Silo.Migration;

/// <summary>The trading rules by which a state file is read: those of the books, else what the settings and the file's own price suggest.</summary>
internal static class ImportRules
{
    private const string PaperBooksFile = "paper.db";
    private const decimal PriceOfNothing = 1m;

    public static SymbolRules For(SymbolSetup setup, SiloSettings settings, ReadOnlyMemory<byte> file)
    {
        var books = settings.DataPath(PaperBooksFile);
        return (File.Exists(books) ? InBooks(books, setup.Symbol) : null)
            ?? SymbolRulesDefaults.For(setup.Symbol, PriceIn(file) ?? PriceOfNothing, priceDecimals: 2, setup.Configuration.Rules);
    }

    private static SymbolRules? InBooks(string path, string symbol)
    {
        using var books = PaperBooks.Open(path);
        return books.Read().Symbols.FirstOrDefault(market => market.Rules.Symbol == symbol)?.Rules;
    }

    /// <summary>The entry price of the position; null when the file has none that can be read, which the import itself reports.</summary>
    private static decimal? PriceIn(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var json = JsonDocument.Parse(file);
            return json.RootElement.TryGetProperty("position", out var position) && position.ValueKind == JsonValueKind.Object
                && position.TryGetProperty("prices", out var prices) && prices.ValueKind == JsonValueKind.Object
                && prices.TryGetProperty("entry", out var entry)
                && decimal.TryParse(entry.ToString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var price)
                && price > 0m
                ? price
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
