package dev.gatehouse.platform.openapi;

import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Problem;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Responses that are problems: one component for every set of codes that some operation answers under one status. */
final class ProblemResponses {
    private final Components components;

    ProblemResponses(Components components) {
        this.components = components;
        for (ErrorCode code : ErrorCode.values()) {
            components.addExample(
                    code.code(),
                    OASFactory.createExample().summary(code.title()).value(ProblemExamples.of(code)));
        }
        // No operation answers it: it is about those that are not there.
        refer(List.of(ErrorCode.METHOD_NOT_ALLOWED));
    }

    /** A reference to the response for these codes, which share a status. */
    APIResponse refer(Collection<ErrorCode> codes) {
        List<ErrorCode> sorted = codes.stream().sorted().toList();
        String name = sorted.stream().map(ProblemResponses::pascalCase).collect(Collectors.joining("Or"));
        if (components.getResponses() == null || !components.getResponses().containsKey(name)) {
            components.addResponse(name, response(sorted));
        }
        return OASFactory.createAPIResponse().ref(name);
    }

    private static APIResponse response(List<ErrorCode> codes) {
        MediaType media =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
        codes.forEach(
                code -> media.addExample(code.code(), OASFactory.createExample().ref(code.code())));
        APIResponse response = OASFactory.createAPIResponse()
                .description(codes.stream()
                        .map(code -> "`" + code.code() + "`: " + code.title() + ".")
                        .collect(Collectors.joining(" ")))
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, media));
        headers(codes.get(0).status()).forEach(name -> response.addHeader(name, HeaderFields.header(name)));
        return response;
    }

    private static Stream<String> headers(int status) {
        Stream<String> more =
                switch (status) {
                    case 401 -> Stream.of(HeaderFields.AUTHENTICATE);
                    case 405 -> Stream.of(HeaderFields.ALLOW);
                    case 429 ->
                        Stream.of(HeaderFields.RETRY_AFTER, HeaderFields.RATE_LIMIT, HeaderFields.RATE_LIMIT_POLICY);
                    case 503 -> Stream.of(HeaderFields.RETRY_AFTER);
                    default -> Stream.empty();
                };
        return Stream.concat(Stream.of(HeaderFields.REQUEST_ID), more);
    }

    private static String pascalCase(ErrorCode code) {
        return Stream.of(code.code().split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }
}
