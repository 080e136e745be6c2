using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Executor.Silo.Http;

namespace Executor.Silo.Explaining;

/// <summary><c>GET /positions/{symbol}/explanation?trade=KEY&amp;format=text|json</c>: changes nothing.</summary>
internal static class ExplanationEndpoint
{
    /// <summary>Header that says <c>true</c> when no figure differs.</summary>
    public const string AgreesHeader = "X-Explanation-Agrees";

    public static void MapExplanations(this IEndpointRouteBuilder routes) => routes.MapGet("/positions/{symbol}/explanation", GetAsync);

    private static async Task<IResult> GetAsync(
        string symbol, string? trade, string? format, SiloSettings settings, Roster roster, IGrainFactory grains, HttpContext http, CancellationToken cancellationToken)
    {
        var name = symbol.ToUpperInvariant();
        if ((roster.Find(name)?.Setup ?? settings.SetupOf(name).Setup) is not { } setup) // one that was taken out has trades as well
            return Problems.UnknownSymbol(name, roster);
        if (format is not (null or "text" or "json"))
            return Problems.BadRequest("The format must be text or json.");
        var explanation = await new ExplanationReader(settings).ReadAsync(setup, trade, [], StoredRecords.Of(grains), cancellationToken);
        if (explanation is null)
            return Results.Problem($"The journal knows no such trade of {name}.", statusCode: StatusCodes.Status404NotFound);
        var asJson = format != "text";
        using var body = new MemoryStream();
        ExplainVerb.Write(body, explanation, asJson);
        http.Response.Headers[AgreesHeader] = explanation.Agrees ? "true" : "false";
        return Results.Bytes(body.ToArray(), asJson ? "application/json" : "text/plain; charset=utf-8");
    }
}
