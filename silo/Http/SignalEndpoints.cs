using Executor.GrainInterfaces;
using Executor.Silo.Hosting;
using Executor.Silo.Intake;

namespace Executor.Silo.Http;

/// <summary><c>POST /signals</c>: signals from whoever does not write a file.</summary>
internal static class SignalEndpoints
{
    /// <summary>Largest body, bytes.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Most lines of a body; each is a turn of its own, and the caller waits for all.</summary>
    public const int MaxLines = 512;

    public static void MapSignals(this IEndpointRouteBuilder routes) => routes.MapPost("/signals", PostAsync).RequireOperatorKey();

    private static async Task<IResult> PostAsync(
        HttpRequest request, string? symbol, Roster roster, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var traded = roster.Now.Members.Where(known => known.Membership != Membership.Leaving).Select(known => known.Symbol).ToList();
        if (symbol is null && traded is not [_])
            return Problems.BadRequest($"Say which symbol the signals are for: ?symbol= one of {string.Join(", ", traded)}.");
        var chosen = symbol?.Trim().ToUpperInvariant() ?? traded[0];
        if (roster.Find(chosen) is not { } member)
            return Problems.UnknownSymbol(chosen, roster);
        if (member.Membership == Membership.Leaving)
            return Problems.Leaving(chosen, roster);
        if (member.Closed is { } closed)
            return Problems.NotOpenYet(chosen, closed); // judged now, a good signal would be skipped for good
        if (await BodyReader.ReadAsync(request, MaxBodyBytes, cancellationToken) is not { } body)
            return Problems.TooLarge(MaxBodyBytes);
        var lines = SignalLines.Split(body);
        if (lines.IsEmpty)
            return Problems.BadRequest("The body is empty; one JSON object, or one a line, is expected.");
        if (lines.Length > MaxLines)
            return Problems.TooManyLines(lines.Length, MaxLines);
        try
        {
            var answers = await grains.IngestOf(chosen).IngestAsync(new SignalBatch { Lines = lines }, cancellationToken);
            return Results.Ok(new SignalAnswers(chosen, [.. answers.Select(ToLine)]));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Problems.NotTaken(chosen, exception);
        }
    }

    private static SignalAnswerLine ToLine(LineAnswer answer, int index) =>
        new(index + 1, OutcomeText(answer.Outcome), answer.SignalKey, answer.Reason, answer.Detail, answer.TradeKey);

    private static string OutcomeText(LineOutcome outcome) => outcome switch
    {
        LineOutcome.Accepted => "accepted",
        LineOutcome.Duplicate => "duplicate",
        LineOutcome.Skipped => "skipped",
        LineOutcome.Ignored => "ignored",
        LineOutcome.Invalid => "invalid",
    };
}
