using System.Collections.Immutable;
using System.Text.Json;
using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Endpoints.Market;

/// <summary>The markets a query names: one by <c>symbol</c>, several by <c>symbols</c>, all by neither.</summary>
internal static class SymbolChoice
{
    private const string ListRange = "^\\[(\"[A-Z0-9-_.]{1,50}\"(,\"[A-Z0-9-_.]{1,50}\"){0,}){0,1}\\]$";

    /// <param name="call">The query.</param>
    /// <param name="isOptional">True when it may name none.</param>
    public static (ImmutableArray<string> Symbols, ApiError? Error) Of(Call call, bool isOptional)
    {
        if (call.Text("symbol") is { } one)
        {
            return call.Parameters.Has("symbols") ? ([], ApiError.BadCombination)
                : call.Venue.FindMarket(one) is null ? ([], ApiError.InvalidSymbol)
                : ([one], null);
        }
        if (call.Text("symbols") is { } several)
        {
            if (Read(several) is not { IsEmpty: false } symbols)
                return ([], ApiError.Illegal("symbols", ListRange));
            return symbols.All(symbol => call.Venue.FindMarket(symbol) is not null) ? (symbols, null) : ([], ApiError.InvalidSymbol);
        }
        return isOptional ? ([.. call.Venue.Symbols], null) : ([], ApiError.NeitherOf("symbol", "symbols"));
    }

    /// <summary>How many a query names, for its weight; null: all.</summary>
    public static int? CountOf(ParameterList parameters) =>
        parameters.Has("symbol") ? 1 : parameters["symbols"] is { Length: > 0 } several ? several.Count(letter => letter == ',') + 1 : null;

    private static ImmutableArray<string>? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
                return null;
            var symbols = document.RootElement.EnumerateArray()
                .Select(element => element.ValueKind == JsonValueKind.String ? element.GetString()! : "").ToImmutableArray();
            return symbols.All(symbol => symbol.Length > 0) ? symbols : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
