using System.Net;
using System.Text;
using Executor.Fuzz.Mutation;

namespace Executor.Fuzz.Adapter;

/// <summary>Stands in place of the network: answers every request with a good answer that was tampered with, or with an error, or not at all.</summary>
internal sealed class HostileExchange(AdapterSecrets secrets) : HttpMessageHandler
{
    private static readonly string[] Headers =
        ["X-MBX-USED-WEIGHT-1M", "X-SAPI-USED-IP-WEIGHT-1M", "X-SAPI-USED-UID-WEIGHT-1M", "X-MBX-ORDER-COUNT-10S", "X-MBX-ORDER-COUNT-1D", "Retry-After"];

    private static readonly int[] Statuses = [200, 200, 200, 200, 200, 400, 400, 401, 403, 404, 409, 418, 429, 500, 502, 503];

    private readonly StringBuilder _said = new();

    /// <summary>Draws the answers; null: all is well.</summary>
    public Mutator? Mutator { get; set; }

    /// <summary>What was answered since <see cref="Forget"/>.</summary>
    public string Said => _said.ToString();

    public void Forget() => _said.Clear();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var query = (request.RequestUri!.Query + (request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "")).TrimStart('?');
        secrets.Signed(query);
        var route = $"{request.Method} {request.RequestUri.AbsolutePath}";
        var good = RestAnswers.ByRoute.TryGetValue(route, out var known) ? known : "{}"u8.ToArray();
        if (Mutator is not { } mutator || (route == "GET /api/v3/time" && !mutator.OneIn(4)))
        {
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(good) };
        }

        if (mutator.OneIn(60))
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"no way to {request.RequestUri}"); // whoever repeats this shows the signature
        }

        var status = mutator.Of(Statuses);
        var body = mutator.OneIn(200) ? Echo(request, query) : mutator.Json(status == 200 || mutator.OneIn(8) ? good : mutator.Of(RestAnswers.Errors));
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(body) };
        foreach (var header in Headers.Where(_ => mutator.OneIn(8)))
        {
            answer.Headers.TryAddWithoutValidation(header, mutator.Text(mutator.Lot.Next(100).ToString(System.Globalization.CultureInfo.InvariantCulture)).Replace('\n', ' ').Replace('\r', ' '));
        }

        _said.Append(route).Append(' ').Append(status).Append(' ').AppendLine(Encoding.Latin1.GetString(body));
        return answer;
    }

    /// <summary>A gateway that repeats what it was sent.</summary>
    private static byte[] Echo(HttpRequestMessage request, string query) => Encoding.UTF8.GetBytes(
        $$"""{"code":-1000,"msg":"cannot route {{request.RequestUri!.AbsolutePath}}?{{query}} of {{AdapterSecrets.Key}}"}""");
}
