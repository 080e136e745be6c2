using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Http;

/// <summary>Calls that the exchange has retired: they answer with a page, not with JSON.</summary>
internal static class RetiredCalls
{
    private static readonly HashSet<string> Gone =
        ["/api/v3/userDataStream", "/api/v1/userDataStream", "/sapi/v1/userDataStream", "/sapi/v1/userDataStream/isolated"];

    /// <summary>The answer to a retired call; null for every other.</summary>
    public static ApiReply? AnswerTo(string verb, string path) =>
        Gone.Contains(path) && (verb is "POST" or "PUT" or "DELETE") ? ApiReply.Page(410, "Gone") : null;
}
