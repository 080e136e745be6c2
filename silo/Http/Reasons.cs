using Executor.Core.Signals;

namespace Executor.Silo.Http;

/// <summary>Reasons that callers give; they end up in logs and ledgers.</summary>
internal static class Reasons
{
    private const int Longest = 64;

    /// <summary>Why <paramref name="reason"/> is not taken; null: it is, or there is none.</summary>
    public static Task<IResult>? Objection(string? reason) => reason switch
    {
        { Length: 0 or > Longest } => Task.FromResult(Problems.BadRequest($"The reason must have 1 to {Longest} characters.")),
        not null when PlainText.Of(reason) != reason || string.IsNullOrWhiteSpace(reason) =>
            Task.FromResult(Problems.BadRequest("The reason must be printable text in one line.")),
        _ => null,
    };
}
